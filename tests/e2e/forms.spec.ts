import { expect, type Page, test } from "playwright/test";
import { type Seed, SeededHub } from "./seeded-hub";

type Form = {
  who: "admin" | "nobody";
  at: (seed: Seed) => string;
  /** Leads from the page to the form. */
  open?: (page: Page) => Promise<void>;
  /** What is typed, by the fields' labels. */
  typed: Record<string, string>;
  /** What is shown beside the form then. */
  said?: string;
};

const press = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).click();
const choose = (menu: string, item: string) => async (page: Page) => {
  await press(menu)(page);
  await page.getByRole("menuitem", { name: item }).click();
};

const FORMS: Record<string, Form> = {
  "adding a machine": {
    who: "admin",
    at: () => "/machines/new",
    typed: { Name: "web-9", "Description (optional)": "behind the door", "Alert when silent for": "7m" },
  },
  "editing a machine": {
    who: "admin",
    at: ({ machineId }) => `/machines/${machineId}`,
    open: press("Edit"),
    typed: {
      Name: "db-9",
      "Hostname (optional)": "db-9.lan",
      "Description (optional)": "moved",
      "Alert when silent for": "7m",
    },
  },
  "adding a webhook": {
    who: "admin",
    at: () => "/settings/notifications",
    open: press("Add webhook"),
    typed: {
      Name: "pager",
      Address: "https://example.org/hook",
      "Signing secret (optional)": "0123456789abcdef",
    },
  },
  "adding a Telegram chat": {
    who: "admin",
    at: () => "/settings/notifications",
    open: press("Add Telegram"),
    typed: { Name: "ops room", "Chat id": "-100123", "Topic id (optional)": "7" },
  },
  "editing a webhook": {
    who: "admin",
    at: () => "/settings/notifications",
    open: choose("More actions for on-call", "Edit"),
    typed: { Name: "pager", Address: "https://example.org/hook" },
  },
  "editing a Telegram chat": {
    who: "admin",
    at: () => "/settings/notifications",
    open: choose("More actions for ops room", "Edit"),
    typed: { Name: "pager", "Chat id": "-100456" },
  },
  "adding a rule": {
    who: "admin",
    at: () => "/rules",
    open: press("Add rule"),
    typed: { "Which filesystems": "/var*", Threshold: "77", For: "7m", "Name (optional)": "disks" },
  },
  "editing a rule": {
    who: "admin",
    at: () => "/rules",
    open: async (page) => {
      await page
        .getByRole("button", { name: /^More actions for/ })
        .first()
        .click();
      await page.getByRole("menuitem", { name: "Edit" }).click();
    },
    typed: { Threshold: "77", For: "7m", "Name (optional)": "disks" },
  },
  "a team's name and threshold": {
    who: "admin",
    at: () => "/settings/team",
    typed: { "Team name": "Day watch", "Alert when silent for": "7m" },
  },
  "a new team": {
    who: "admin",
    at: () => "/",
    open: choose("Account of Ada Lovelace", "Create a team"),
    typed: { "Team name": "Day watch" },
  },
  "an invitation": {
    who: "admin",
    at: () => "/settings/team",
    open: press("Invite somebody"),
    typed: { "E-mail address (optional)": "new@example.org" },
  },
  "one's name": { who: "admin", at: () => "/settings/profile", typed: { "Your name": "Ada King" } },
  "one's password": {
    who: "admin",
    at: () => "/settings/profile",
    typed: { "Current password": "correct horse battery", "New password": "battery staple" },
  },
  "an API token": {
    who: "admin",
    at: () => "/settings/tokens",
    open: press("Create token"),
    typed: { Name: "backup" },
  },
  "the bot's token": { who: "admin", at: () => "/settings/instance", typed: { "Bot token": "123456:AAE" } },
  "an invited account": {
    who: "nobody",
    at: ({ invitation }) => invitation,
    typed: { "Your name": "Eve", "E-mail address": "eve@example.org", Password: "battery staple" },
  },
  "a new account": {
    who: "nobody",
    at: () => "/register",
    typed: { "Your name": "Eve", "E-mail address": "eve@example.org", Password: "battery staple" },
  },
  "signing in": {
    who: "nobody",
    at: () => "/sign-in",
    typed: { "E-mail address": "ada@example.org", Password: "correct horse battery" },
    said: "The hub could not check the password",
  },
};

let hub: SeededHub;
let seed: Seed;

test.beforeAll(async () => {
  hub = await SeededHub.start({ timeZone: "Asia/Kathmandu" });
  seed = await hub.seed();
  await hub.addTelegram("ops room");
});
test.afterAll(() => hub?.stop());

test("the error of a field is beside it until the field is changed", async ({ page, context }) => {
  await context.addCookies(await hub.cookiesOf("admin"));
  await page.goto(`${hub.url}/settings/notifications`);
  await press("Add webhook")(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill("ftp://example.org");
  await dialog.getByRole("button", { name: "Add webhook" }).click();
  await expect(dialog.getByText("Must not be empty")).toBeVisible();
  await expect(dialog.getByText("Must be an address that begins with https:// or http://")).toBeVisible();
  await dialog.getByLabel("Address").fill("http://example.org");
  await expect(dialog.getByText("Must be an address that begins with https:// or http://")).toBeHidden();
  await expect(dialog.getByText("Must not be empty")).toBeVisible();
});

type Refused = {
  at: (seed: Seed) => string;
  open?: (page: Page) => Promise<void>;
  label: string;
  submit: string;
};

/** Fields that refuse "banana" and accept "5m", however they are built. */
const REFUSED: Record<string, Refused> = {
  "adding a machine": { at: () => "/machines/new", label: "Alert when silent for", submit: "Add machine" },
  "editing a machine": {
    at: ({ machineId }) => `/machines/${machineId}`,
    open: press("Edit"),
    label: "Alert when silent for",
    submit: "Save",
  },
  "pausing a machine": {
    at: ({ machineId }) => `/machines/${machineId}`,
    open: choose("More actions for db-fra1-01", "Pause…"),
    label: "For",
    submit: "Pause",
  },
  "a team's threshold": { at: () => "/settings/team", label: "Alert when silent for", submit: "Save team" },
  "adding a rule": { at: () => "/rules", open: press("Add rule"), label: "For", submit: "Add rule" },
  "the threshold of several machines": {
    at: () => "/machines",
    open: async (page) => {
      await page.getByRole("checkbox", { name: "Select all shown machines" }).click();
      await page.getByRole("region", { name: "Selected machines" }).getByText("Threshold").click();
    },
    label: "Alert when silent for",
    submit: "Set threshold",
  },
};

for (const [name, { at, open, label, submit }] of Object.entries(REFUSED)) {
  test(`${name}: what is typed or pasted into a refused field counts from the first key on`, async ({
    page,
    context,
  }) => {
    await context.addCookies(await hub.cookiesOf("admin"));
    await page.goto(hub.url + at(seed));
    await open?.(page);
    const field = page.getByLabel(label, { exact: true });
    const form = page.locator("form").filter({ has: field });
    if (submit === "Add machine") await form.getByLabel("Name").fill("web-9");
    const refuse = async () => {
      await field.fill("banana");
      await form.getByRole("button", { name: submit, exact: true }).click();
      await expect(field).toHaveAttribute("aria-invalid", "true");
    };
    await refuse();
    await field.press("ControlOrMeta+a");
    await page.keyboard.type("5m");
    await expect(field).toHaveValue("5m");
    await expect(field).not.toHaveAttribute("aria-invalid");
    await refuse();
    await field.press("ControlOrMeta+a");
    await field.press("Backspace");
    await expect(field).toHaveValue("");
    await refuse();
    // As from the clipboard, an input method or a password manager: no key is pressed.
    await field.press("ControlOrMeta+a");
    await page.keyboard.insertText("7m");
    await expect(field).toHaveValue("7m");
    await expect(field).not.toHaveAttribute("aria-invalid");
    const preset = form.getByRole("button", { name: /^(5m|2h)$/ });
    if ((await preset.count()) === 0) return;
    await refuse();
    await preset.click();
    await expect(field).toHaveValue(/^(5m|2h)$/);
    await expect(field).not.toHaveAttribute("aria-invalid");
  });
}

test("a refused tag is forgotten when it is removed", async ({ page, context }) => {
  await context.addCookies(await hub.cookiesOf("admin"));
  await page.goto(`${hub.url}/machines/new`);
  await page.getByLabel("Name").fill("web-9");
  const tags = page.getByLabel("Tags (optional)");
  for (let index = 0; index < 21; index++) {
    await tags.fill(`tag-${index}`);
    await tags.press("Enter");
  }
  await press("Add machine")(page);
  await expect(page.getByText("Must have at most 20 entries")).toBeVisible();
  await press("Remove tag-20")(page);
  await expect(page.getByText("Must have at most 20 entries")).toBeHidden();
});

for (const [name, { who, at, open, typed, said = "The hub did not answer" }] of Object.entries(FORMS)) {
  test(`${name}: what was typed stays while the hub is away`, async ({ page, context }) => {
    await context.addCookies(await hub.cookiesOf(who));
    await page.goto(hub.url + at(seed));
    await open?.(page);
    const [first = ""] = Object.keys(typed);
    const form = page.locator("form").filter({ has: page.getByLabel(first, { exact: true }) });
    for (const [label, text] of Object.entries(typed))
      await form.getByLabel(label, { exact: true }).fill(text);
    await page.route("**/api/**", (route) => route.abort());
    await form.locator("button[type=submit]").click();
    await expect(form.getByRole("alert")).toContainText(said);
    for (const [label, text] of Object.entries(typed))
      await expect(form.getByLabel(label, { exact: true })).toHaveValue(text);
  });
}
