import { readFile } from "node:fs/promises";
import { expect, test } from "playwright/test";
import { type Seed, SeededHub } from "./seeded-hub";

let hub: SeededHub;
let seed: Seed;

test.beforeAll(async () => {
  hub = await SeededHub.start({ timeZone: "Asia/Kathmandu" });
  seed = await hub.seed();
});
test.afterAll(() => hub?.stop());
test.beforeEach(async ({ context }) => context.addCookies(await hub.cookiesOf("admin")));

test("a drag across a chart shows that stretch, the browser's back leads out, and the points can be saved", async ({
  page,
}) => {
  await page.goto(`${hub.url}/machines/${seed.machineId}`);
  const chart = page.getByRole("figure", { name: "CPU" }).locator(".u-over");
  await chart.scrollIntoViewIfNeeded();
  const samples = page.waitForResponse(/\/samples\?from=/);
  const box = await chart.boundingBox();
  if (box === null) throw new Error("the chart is not drawn");
  const [x, y] = [box.x + box.width, box.y + box.height / 2];
  await page.mouse.move(x - 120, y);
  await page.mouse.down();
  // It may end outside.
  await page.mouse.move(x + 20, y, { steps: 5 });
  await page.mouse.up();
  expect((await (await samples).json()).step).not.toBe("10s");
  await expect(page).toHaveURL(/from=.+&to=/);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV of the figures" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^samples_\d+_.+\.csv$/);
  expect(await readFile(await file.path(), "utf8")).toMatch(
    /^\uFEFFat,"cpu_pct".*\r\n\d{4}-\d\d-\d\dT[\d:.]+Z,12\.5,85,97,/,
  );

  await page.goBack();
  await expect(page).toHaveURL(/machines\/\d+$/);
});

test("a finger on a chart leaves the crosshair where it was, and what scrolls the page leaves none", async ({
  browser,
}) => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const context = await browser.newContext(phone);
  await context.addCookies(await hub.cookiesOf("admin"));
  const page = await context.newPage();
  await page.goto(`${hub.url}/machines/${seed.machineId}`);
  const chart = page.getByRole("figure", { name: "CPU" });
  const time = chart.getByText(/\d\d:\d\d:\d\d/);
  await chart.locator(".u-over").tap();
  await expect(time).toBeVisible();
  await chart.locator(".u-over").dispatchEvent("pointercancel", { pointerType: "touch" });
  await expect(time).toHaveCount(0);
  await context.close();
});

test("a stretch can be chosen without a pointer", async ({ page }) => {
  await page.goto(`${hub.url}/machines/${seed.machineId}?range=6h`);
  await page.getByRole("button", { name: "Custom range" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("From").fill("2026-01-31T08:00:00");
  await dialog.getByLabel("To").fill("2026-01-31T07:00:00");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Must be after the start")).toBeVisible();
  await dialog.getByLabel("To").fill("2026-01-31T09:00:00");
  await page.keyboard.press("Enter");
  // Asia/Kathmandu is 5:45 ahead.
  await expect(page).toHaveURL(/from=2026-01-31T02:15:00.000Z&to=2026-01-31T03:15:00.000Z/);
  await expect(page.getByText("No data in this range.")).toBeVisible();
  await page.getByRole("button", { name: "Zoom out" }).click();
  await expect(page).toHaveURL(/\?range=6h$/);
});

test("the delivery log goes on page by page and is narrowed to a machine by its name", async ({ page }) => {
  await page.goto(`${hub.url}/deliveries`);
  await page.getByRole("button", { name: "Machine: all" }).click();
  await page.getByRole("dialog").getByRole("combobox").pressSequentially("cache");
  await page.getByRole("option", { name: /cache-iad3-01/ }).click();
  await expect(page.getByText("No deliveries match.")).toBeVisible();
  await page.getByRole("button", { name: "Machine: cache-iad3-01" }).click();
  await page.getByRole("dialog").getByRole("combobox").pressSequentially("db-fra1");
  await page.getByRole("option", { name: /db-fra1-01/ }).click();
  await page.getByLabel("Incident", { exact: true }).selectOption({ value: String(seed.incidentId) });
  await expect(page).toHaveURL(new RegExp(`machine_id=${seed.machineId}&incident_id=${seed.incidentId}`));
  const machine = page.getByRole("main").getByRole("link", { name: "db-fra1-01" });
  await expect(machine).toHaveCount(1);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(machine).toHaveCount(2);

  await page.goto(`${hub.url}/deliveries?limit=1`);
  await expect(machine).toHaveCount(1);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page).toHaveURL(/limit=1&cursor=/);
  await expect(page.getByRole("link", { name: "Older" })).toBeHidden();
  await expect(machine).toHaveCount(1);
  await page.getByRole("link", { name: "Newest" }).click();
  await expect(page).toHaveURL(/\?limit=1$/);
});
