import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "playwright/test";
import { listPages } from "./page-tree";
import { ADMIN } from "./pages/setup-page";
import { SignInPage } from "./pages/sign-in-page";
import { type Seed, SeededHub } from "./seeded-hub";

type Visit = {
  at: (seed: Seed) => string;
  who: "admin" | "lost" | "nobody";
  /** What must be on the page before it is judged. */
  heading: string | RegExp;
};

const asAdmin = (at: Visit["at"], heading: Visit["heading"]): Visit => ({ at, who: "admin", heading });

/** How each page is shown with something on it. A page without an entry fails the first test. */
const VISITS: Record<string, Visit> = {
  "/": asAdmin(() => "/", /offline/),
  "/[...path]": { at: () => "/nothing/here", who: "nobody", heading: "Page not found" },
  "/deliveries": asAdmin(() => "/deliveries", /^Deliver/),
  "/forgot-password": { at: () => "/forgot-password", who: "nobody", heading: "Forgot your password?" },
  "/incidents": asAdmin(() => "/incidents", "Incidents"),
  "/incidents/[id]": asAdmin(({ incidentId }) => `/incidents/${incidentId}`, /db-fra1-01 is offline/),
  "/join/[token]": { at: ({ invitation }) => invitation, who: "nobody", heading: /Night watch/ },
  "/machines": asAdmin(() => "/machines", "Machines"),
  "/machines/[id]": asAdmin(({ machineId }) => `/machines/${machineId}`, "db-fra1-01"),
  "/machines/[id]/why": asAdmin(({ machineId }) => `/machines/${machineId}/why`, /^Why/),
  "/machines/new": asAdmin(() => "/machines/new", /^Add/),
  "/no-team": { at: () => "/no-team", who: "lost", heading: "You are not in a team" },
  "/register": { at: () => "/register", who: "nobody", heading: "Create an account" },
  "/reports": asAdmin(() => "/reports", "Reports"),
  "/reset/[token]": { at: ({ reset }) => reset, who: "nobody", heading: "Choose a new password" },
  "/rules": asAdmin(() => "/rules", "Alert rules"),
  "/maintenance": asAdmin(() => "/maintenance", "Maintenance"),
  "/settings": asAdmin(() => "/settings", /./),
  "/settings/instance": asAdmin(() => "/settings/instance", /./),
  "/settings/notifications": asAdmin(() => "/settings/notifications", /./),
  "/settings/profile": asAdmin(() => "/settings/profile", /./),
  "/settings/team": asAdmin(() => "/settings/team", /./),
  "/settings/tokens": asAdmin(() => "/settings/tokens", /./),
  "/sign-in": { at: () => "/sign-in", who: "nobody", heading: "Sign in" },
};
/** Shown only while nobody has an account: visited before the hub is filled. */
const FIRST_RUN = { "/setup": { at: () => "/setup", who: "nobody", heading: "Welcome" } } satisfies Record<
  string,
  Visit
>;
/** What the route tree does not name. */
const BESIDES: Record<string, Visit> = {
  "an unknown page of somebody who is signed in": asAdmin(() => "/nothing/here", "Page not found"),
  "a machine that does not exist": asAdmin(() => "/machines/999999", "Page not found"),
};

const WIDTHS = [1280, 360];
const THEMES = ["light", "dark"] as const;
/** What differs between the themes; everything else was judged in the first. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

let hub: SeededHub;
let seed: Seed;

test.beforeAll(async ({ browser }) => {
  hub = await SeededHub.start({ timeZone: "Asia/Kathmandu" });
  const page = await browser.newPage();
  await judge(page, FIRST_RUN["/setup"], hub.url + FIRST_RUN["/setup"].at());
  await page.close();
  seed = await hub.seed();
});
test.afterAll(() => hub?.stop());

test("every page of the route tree has a visit", () => {
  expect(Object.keys({ ...VISITS, ...FIRST_RUN }).sort()).toEqual(listPages());
});

for (const [name, visit] of Object.entries({ ...VISITS, ...BESIDES })) {
  test(name, async ({ page, context }) => {
    await context.addCookies(await hub.cookiesOf(visit.who));
    await judge(page, visit, hub.url + visit.at(seed));
  });
}

test("the palette, the shortcuts and a dialog", async ({ page, context }) => {
  await context.addCookies(await hub.cookiesOf("admin"));
  await page.goto(`${hub.url}/machines/${seed.machineId}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  let letCodeCome = () => {};
  const code = new Promise<void>((resolve) => {
    letCodeCome = resolve;
  });
  await page.route("**/*.js", (route) => code.then(() => route.continue()));
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: /Search/ });
  // Nobody waits for its code to come.
  await page.keyboard.type("FR");
  letCodeCome();
  await palette.getByRole("combobox").pressSequentially("A1");
  await expect(palette.getByRole("combobox")).toHaveValue("FRA1");
  await expect(palette.getByRole("option", { name: /web-fra1/ })).toHaveCount(2);
  await expectAccessible(page);
  // What is typed into a field is no shortcut.
  await page.keyboard.press("?");
  await expect(palette).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  const edit = page.getByRole("button", { name: "Edit" });
  await edit.press("Control+k");
  await expect(palette).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(edit).toBeFocused();
  await edit.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(edit).toBeFocused();
  const more = page.getByRole("button", { name: /^More actions/ });
  for (const [item, role] of [
    ["Pause…", "dialog"],
    ["Disable…", "alertdialog"],
  ] as const) {
    await more.press("Enter");
    await page.getByRole("menuitem", { name: item }).press("Enter");
    await expect(page.getByRole(role)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(more).toBeFocused();
  }
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(page).toHaveURL(/incidents$/);
});

test("the form of a rule, the list of metrics, and the questions before a rule goes", async ({
  page,
  context,
}) => {
  await context.addCookies(await hub.cookiesOf("admin"));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${hub.url}/rules?add=filesystem.used_pct&machine=${seed.machineId}`);
    const form = page.getByRole("dialog", { name: "Add a rule" });
    await expect(form.getByRole("heading", { name: "Would it have fired?" })).toBeVisible();
    await form.getByText("More", { exact: true }).click();
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectAccessible(page, colorScheme === "dark" ? COLOUR_RULES : null);
    }
    await form.getByLabel("Alert when").click();
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(form.getByLabel("Alert when")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(form).toBeHidden();
    const more = page.getByRole("button", { name: /^More actions for/ }).first();
    await more.press("Enter");
    await page.getByRole("menuitem", { name: "Delete…" }).press("Enter");
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(more).toBeFocused();
  }
});

test("an expired session leads back to the page that was wanted, its choices included", async ({ page }) => {
  await page.goto(`${hub.url}/incidents?status=open`);
  await new SignInPage(page).signIn(ADMIN);
  await expect(page).toHaveURL(`${hub.url}/incidents?status=open`);
  // An open page notices by itself, and would be on its way to the sign-in page already.
  await page.goto("about:blank");
  await page.context().clearCookies();
  await page.goto(`${hub.url}/machines/${seed.machineId}?range=6h`);
  await new SignInPage(page).signIn(ADMIN);
  await expect(page).toHaveURL(`${hub.url}/machines/${seed.machineId}?range=6h`);
});

/** Shows a page wide and narrow, light and dark, and finds nothing serious wrong with it. */
async function judge(page: Page, { heading }: Pick<Visit, "heading">, url: string): Promise<void> {
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(error.message));
  // A script or style that the page's own policy forbids.
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) failures.push(message.text());
  });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(url);
    await expect(page.getByRole("heading", { level: 1 }).first()).toHaveText(heading);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
      await expectAccessible(page, colorScheme === "dark" ? COLOUR_RULES : null);
    }
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overhang, `scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
  }
  expect(failures).toEqual([]);
}

async function expectAccessible(page: Page, rules: string[] | null = null): Promise<void> {
  // Our pages have no frames, for which alone the other mode opens a page of its own each time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === null ? axe : axe.withRules(rules)).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    grave.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" · ")}`),
  ).toEqual([]);
}
