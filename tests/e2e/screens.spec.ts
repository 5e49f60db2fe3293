import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Locator, type Page, test } from "playwright/test";
import { SeededHub } from "./seeded-hub";

const WIDTHS = [1280, 360];
const THEMES = ["light", "dark"] as const;

let hub: SeededHub;
let machineId: number;

test.beforeAll(async () => {
  hub = await SeededHub.start({ timeZone: "Asia/Kathmandu" });
  ({ machineId } = await hub.seed());
});
test.afterAll(() => hub?.stop());

test.beforeEach(async ({ context }) => {
  await context.addCookies(await hub.cookiesOf("admin"));
});

const styleOf = (element: Locator, property: string) =>
  element.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);

test("an open menu hides nothing that can have the focus, and takes its keys", async ({ page }) => {
  const menus = [
    { at: `/machines/${machineId}`, button: /^More actions for db-fra1-01/ },
    { at: "/settings/notifications", button: /^More actions for on-call/ },
    { at: "/", button: /^Snooze the outage/ },
    { at: "/", button: /^Account of/ },
  ];
  for (const { at, button } of menus) {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(hub.url + at);
      const opener = page.getByRole("button", { name: button }).and(page.locator(":visible")).first();
      await opener.click();
      const menu = page.getByRole("menu");
      await expect(menu).toBeVisible();
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
      }
      await page.keyboard.press("Escape");
      await expect(menu).toBeHidden();
      await expect(opener).toBeFocused();
    }
  }
});

test("an unknown address keeps the navigation of whoever is signed in", async ({ page, context }) => {
  for (const path of ["/nothing/here", "/machines/999999", "/settings/nothing"]) {
    const response = await page.goto(hub.url + path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
    await expect(page.getByRole("navigation", { name: "Main" }).first()).toBeVisible();
  }
  await page.getByRole("link", { name: "Incidents" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Incidents");
  await page.goto("about:blank");
  await context.clearCookies();
  await page.goto(`${hub.url}/nothing/here`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await expect(page.getByRole("navigation", { name: "Main" })).toHaveCount(0);
});

test("a message at the edge of the page is in the page's typeface", async ({ page }) => {
  await page.goto(`${hub.url}/settings/profile`);
  await page.getByRole("button", { name: "Save name" }).click();
  const toast = page.locator("[data-sonner-toast]").getByText("Name saved");
  await expect(toast).toBeVisible();
  expect(await styleOf(toast, "font-family")).toBe(await styleOf(page.locator("body"), "font-family"));
});

test("the count of a status is what its button shows, also within a tag", async ({ page }) => {
  await page.goto(`${hub.url}/machines`);
  const statuses = page.getByRole("group", { name: "Filter by status" });
  await expect(statuses.getByRole("button", { name: /^All/ })).toHaveText("All 4");
  const db = page.getByRole("group", { name: "Filter by tag" }).getByRole("button", { name: /db/ });
  await expect(db).toHaveText("db1 offline of 1");
  await page.getByRole("group", { name: "Filter by tag" }).getByRole("button", { name: /fra1/ }).click();
  await expect(statuses.getByRole("button", { name: /^All/ })).toHaveText("All 2");
  await expect(statuses.getByRole("button", { name: /Offline/ })).toHaveCount(0);
  await page.getByRole("searchbox").fill("web-fra1-01");
  await expect(statuses.getByRole("button", { name: /^All/ })).toHaveText("All 1");
});

test("a shortcut names the keys of this keyboard, and none where people touch", async ({ browser }) => {
  const shown = async (options: Parameters<typeof browser.newContext>[0], platform?: string) => {
    const context = await browser.newContext(options);
    await context.addCookies(await hub.cookiesOf("admin"));
    if (platform !== undefined) await pretend(context, platform);
    const page = await context.newPage();
    await page.goto(`${hub.url}/`);
    const keys = page.locator("aside kbd");
    await expect(keys.first()).not.toHaveClass(/\binvisible\b/);
    const visible = await keys.and(page.locator(":visible")).allInnerTexts();
    await context.close();
    return visible;
  };
  expect(await shown({}, "Win32")).toEqual(["Ctrl", "K"]);
  expect(await shown({}, "MacIntel")).toEqual(["⌘", "K"]);
  expect(await shown({ hasTouch: true, isMobile: true, viewport: { width: 1024, height: 768 } })).toEqual([]);
});

test("a page in forced colours shows where one is, and how full a disk is", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    await page.goto(`${hub.url}/machines`);
    const nav = page.locator("aside nav");
    const here = await styleOf(nav.getByRole("link", { name: "Machines" }), "background-color");
    const elsewhere = await styleOf(nav.getByRole("link", { name: "Incidents" }), "background-color");
    expect(here).not.toBe(elsewhere);
    const all = page.getByRole("button", { name: /^All/ });
    const offline = page.getByRole("button", { name: /Offline/ });
    expect(await styleOf(all, "background-color")).not.toBe(await styleOf(offline, "background-color"));
    const track = page.getByRole("cell", { name: "97 %" }).first().locator("span[aria-hidden]");
    const fill = track.locator("span");
    const { width } = (await fill.boundingBox()) ?? { width: 0 };
    expect(width).toBeGreaterThan(10);
    expect(await styleOf(fill, "background-color")).not.toBe(
      await styleOf(page.locator("body"), "background-color"),
    );
    expect(await styleOf(fill, "background-color")).not.toBe(await styleOf(track, "background-color"));
  }
});

for (const zone of ["Etc/Unknown", "", "Mars/Olympus"]) {
  test(`a browser whose zone is ${JSON.stringify(zone)} has its days in UTC`, async ({ page }) => {
    await page.addInitScript((name) => {
      const { resolvedOptions } = Intl.DateTimeFormat.prototype;
      Intl.DateTimeFormat.prototype.resolvedOptions = function () {
        return { ...resolvedOptions.call(this), timeZone: name };
      };
    }, zone);
    const asked = page.waitForResponse(/\/uptime\?/);
    await page.goto(`${hub.url}/machines/${machineId}`);
    expect((await asked).status()).toBe(200);
    await expect(page.getByRole("listbox", { name: "Uptime by day" })).toBeVisible();
    const file = page.getByRole("link", { name: "CSV" });
    await page.goto(`${hub.url}/reports`);
    await expect(file).toHaveAttribute("href", /zone=UTC/);
  });
}

test.describe("a long list", () => {
  test.beforeAll(async ({ browser }) => {
    const context = await browser.newContext();
    await context.addCookies(await hub.cookiesOf("admin"));
    for (let index = 0; index < 120; index++) {
      const name = `row-${String(index).padStart(3, "0")}`;
      const tags = index % 3 === 0 ? [] : ["production-cluster", `rack-${index % 7}-of-the-hall`];
      const response = await context.request.post(`${hub.url}/api/v1/machines`, { data: { name, tags } });
      expect(response.status()).toBe(201);
    }
    await context.close();
  });

  for (const width of WIDTHS) {
    test(`is where one left it when one comes back, ${width} wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${hub.url}/machines?sort=name`);
      await expect(page.locator("[data-machine]").first()).toBeVisible();
      // By the wheel, as people do: rows on the way are measured.
      for (let turn = 0; turn < 12; turn++) {
        await page.mouse.wheel(0, 210);
        await page.waitForTimeout(0);
      }
      await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(2_000);
      const row = await rowInTheMiddle(page);
      const before = await placeOf(page, row);
      await page.locator(`[data-machine="${row}"]`).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(before.name);
      await page.goBack();
      await expect(page.locator(`[data-machine="${row}"]`)).toBeFocused();
      await expect.poll(() => placeOf(page, row)).toEqual(before);
      // A link leads to the top.
      await page.locator(`[data-machine="${row}"]`).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(before.name);
      await page.getByRole("link", { name: "Machines" }).and(page.locator(":visible")).first().click();
      await expect(page.locator("[data-machine]").first()).toBeVisible();
      expect(await page.evaluate(() => window.scrollY)).toBe(0);
    });
  }

  test("knows how high its rows are", async ({ page }) => {
    await page.goto(`${hub.url}/machines?sort=name`);
    await expect(page.locator("tbody tr").first()).toBeVisible();
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.getByRole("link", { name: "web-fra1-02" })).toBeInViewport();
    // The space that replaces rows and the rows themselves fill the body without a gap.
    const gaps = await page.locator("tbody").evaluate((body) => {
      const rows = [...body.children].map((row) => row.getBoundingClientRect());
      return rows.slice(1).map((row, index) => Math.abs(row.top - (rows[index]?.bottom ?? 0)));
    });
    expect(Math.max(...gaps)).toBeLessThan(1.5);
  });
});

async function rowInTheMiddle(page: Page): Promise<number> {
  const id = await page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLElement>("[data-machine]")];
    return links.find((link) => link.getBoundingClientRect().top > 350)?.dataset.machine;
  });
  return Number(id);
}

function placeOf(page: Page, id: number) {
  return page.locator(`[data-machine="${id}"]`).evaluate((link) => ({
    name: link.textContent ?? "",
    top: Math.round(link.getBoundingClientRect().top),
    scrollY: Math.round(window.scrollY),
  }));
}

async function pretend(context: BrowserContext, platform: string): Promise<void> {
  await context.addInitScript((name) => {
    Object.defineProperty(Navigator.prototype, "platform", { get: () => name });
    Object.defineProperty(Navigator.prototype, "userAgentData", { get: () => undefined });
  }, platform);
}
