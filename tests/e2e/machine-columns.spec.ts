import type { Browser, Page } from "playwright/test";
import { AGENT_VERSION } from "@/lib/machines/agent/version";
import { expect, test } from "./fixtures";
import { MachinesPage } from "./pages/machines-page";
import { OverviewPage } from "./pages/overview-page";
import { ADMIN, SetupPage } from "./pages/setup-page";
import { SignInPage } from "./pages/sign-in-page";

test.beforeEach(async ({ page, hub }) => {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
});

/** The columns that are shown, without those that are always there. */
async function shownColumns(page: Page): Promise<string[]> {
  const heads = page.getByRole("columnheader").and(page.locator(":visible"));
  return (await heads.allInnerTexts()).filter((text) => !["Status", "Machine"].includes(text.trim()));
}

async function choose(page: Page, ...items: string[]): Promise<void> {
  await page.getByRole("button", { name: "View" }).click();
  for (const name of items) {
    const saved = page.waitForResponse(
      (answer) => answer.url().endsWith("/me/preferences") && answer.request().method() === "PATCH",
    );
    const item = page.getByRole("menuitemcheckbox", { name, exact: true });
    await item.or(page.getByRole("menuitemradio", { name, exact: true })).click();
    expect((await saved).status()).toBe(200);
  }
  await page.keyboard.press("Escape");
}

async function addMachine(page: Page, name: string, report: object): Promise<void> {
  const added = await page.request.post("/api/v1/machines", { data: { name } });
  const { api_key: key } = await added.json();
  await page.request.post("/agent/metrics", { headers: { "X-API-Key": key }, data: report });
}

async function rowHeight(page: Page): Promise<number> {
  const box = await page.getByRole("row").filter({ hasText: "web-01" }).boundingBox();
  return Math.round(box?.height ?? 0);
}

/** A second browser of the same person. */
async function elsewhere(browser: Browser, hubUrl: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: hubUrl })).newPage();
  await page.goto("/machines");
  await new SignInPage(page).signIn(ADMIN);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Machines");
  return page;
}

test("the columns and the density that somebody chooses are theirs in every browser", async ({
  page,
  hub,
  browser,
}) => {
  await addMachine(page, "web-01", { cpu_pct: 3, load1: 0.5, system_info: { hostname: "a.example.org" } });
  await page.setViewportSize({ width: 1920, height: 900 });
  await page.goto("/machines");
  await expect(page.getByRole("link", { name: "web-01" })).toBeVisible();
  expect(await rowHeight(page)).toBe(40);
  const usual = await shownColumns(page);
  expect(usual).toContain("Uptime, 30 d");
  expect(usual).not.toContain("Threshold");

  await choose(page, "Threshold", "CPU, 24 h", "Compact");
  const chosen = ["Threshold", ...usual.filter((name) => name !== "CPU, 24 h")].sort();
  expect((await shownColumns(page)).sort()).toEqual(chosen);
  expect(await rowHeight(page)).toBe(32);
  await page.reload();
  expect(await rowHeight(page)).toBe(32);

  const other = await elsewhere(browser, hub.url);
  await other.setViewportSize({ width: 1920, height: 900 });
  expect((await shownColumns(other)).sort()).toEqual(chosen);
  expect(await rowHeight(other)).toBe(32);

  // What is chosen there is shown here, at the latest when somebody looks at this page again.
  await choose(other, "Comfortable");
  await page.reload();
  await expect.poll(() => rowHeight(page)).toBe(40);
  await other.context().close();
});

test("a window shows as many columns as it has room for", async ({ page }) => {
  await addMachine(page, "web-01", { cpu_pct: 3 });
  await page.goto("/machines");
  for (const [width, columns] of [
    [768, ["Last seen", "CPU"]],
    [1280, ["Last seen", "CPU", "Alerts", "Memory", "Disk", "CPU, 24 h"]],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => shownColumns(page)).toEqual(columns);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  await page.setViewportSize({ width: 2560, height: 800 });
  const table = page.getByRole("table", { name: "Machines" });
  await expect.poll(async () => Math.round((await table.boundingBox())?.width ?? 0)).toBe(1_750);
});

test("the list shows what is full, and the command that updates an outdated agent", async ({ page, hub }) => {
  await addMachine(page, "web-01", {
    load1: 1.5,
    agent_version: "0.9.0",
    filesystems: [
      { mount: "/", used_pct: 12 },
      { mount: "/var", used_pct: 93 },
    ],
  });
  await addMachine(page, "web-02", { cpu_pct: 1, agent_version: AGENT_VERSION });
  await page.setViewportSize({ width: 1920, height: 900 });
  await page.goto("/machines");
  const row = new MachinesPage(page).row("web-01");
  await expect(row.getByRole("cell", { name: "/var 93 %" })).toBeVisible();
  await expect(row.getByRole("cell", { name: "1.50" })).toBeVisible();
  await expect(row.getByRole("cell", { name: "100 %" })).toBeVisible();
  await new MachinesPage(page).sortBy("Fullest filesystem").click();
  await expect.poll(() => new MachinesPage(page).names()).toEqual(["web-01", "web-02"]);
  await row.getByRole("button", { name: /0\.9\.0, outdated/ }).click();
  await expect(page.getByRole("textbox", { name: "update command" })).toHaveValue(
    `curl -fsSL ${hub.url}/install.sh | sudo sh`,
  );
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /outdated/ })).toHaveCount(1);
});

test("a phone's list begins with machines, and has all filters in one line", async ({ page }) => {
  await addMachine(page, "web-01", { cpu_pct: 3 });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/machines");
  const first = page.getByRole("listitem").filter({ hasText: "web-01" });
  await expect(first).toBeVisible();
  expect((await first.boundingBox())?.y).toBeLessThan(200);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await expect(page.getByRole("searchbox")).toBeHidden();
  await page.getByRole("button", { name: "Search machines" }).click();
  await page.keyboard.type("nothing like it");
  await expect(page.getByText("No machines match.")).toBeVisible();
});

const MANY = 1_000;
const AT_ONCE = 20;

test("a thousand rows scroll at either density, and only those in sight are asked about", async ({
  page,
}) => {
  const names = Array.from({ length: MANY }, (_, index) => ({
    name: `row-${String(index).padStart(4, "0")}`,
  }));
  for (let from = 0; from < MANY; from += AT_ONCE) {
    const part = names.slice(from, from + AT_ONCE);
    await Promise.all(part.map((data) => page.request.post("/api/v1/machines", { data })));
  }
  const asked: number[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/\/(sparklines|uptimes)$/.test(url.pathname))
      asked.push(url.searchParams.get("ids")?.split(",").length ?? 0);
  });
  await page.setViewportSize({ width: 1920, height: 900 });
  await page.goto("/machines?sort=name");
  for (const [density, height] of [
    ["Comfortable", 40],
    ["Compact", 32],
  ] as const) {
    await choose(page, density);
    const first = page.getByRole("row").filter({ hasText: "row-0000" });
    await expect.poll(async () => Math.round((await first.boundingBox())?.height ?? 0)).toBe(height);
    const body = await page.locator("tbody").boundingBox();
    expect(Math.abs((body?.height ?? 0) - MANY * height)).toBeLessThan(2);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.getByRole("link", { name: "row-0999" })).toBeInViewport();
    expect(await page.locator("tbody tr[data-index]").count()).toBeLessThan(80);
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect(page.getByRole("link", { name: "row-0000" })).toBeInViewport();
  }
  for (let turn = 0; turn < 40; turn++) await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "row-0039" })).toBeFocused();
  await page.keyboard.press("x");
  await expect(new MachinesPage(page).box("row-0039")).toBeChecked();
  await expect.poll(() => asked.length).toBeGreaterThan(1);
  expect(Math.max(...asked)).toBeLessThanOrEqual(100);
});
