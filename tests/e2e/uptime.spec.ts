import { readFile } from "node:fs/promises";
import type { Page } from "playwright/test";
import { expect, test } from "./fixtures";
import { SetupPage } from "./pages/setup-page";
import type { StartedHub } from "./started-hub";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// Where the browser is: Asia/Kathmandu.
const ZONE_MS = 5.75 * HOUR_MS;

const yesterdayMs = Math.floor((Date.now() + ZONE_MS) / DAY_MS) * DAY_MS - DAY_MS - ZONE_MS;
const nameOf = (ms: number) =>
  new Date(ms + ZONE_MS).toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });

/** Makes every machine forty days older, and lets one have been offline for the tenth hour of yesterday there. */
function age(hub: StartedHub, machineId: number): void {
  const ageMs = 40 * DAY_MS;
  hub.change(`UPDATE machines SET created_at = created_at - ${ageMs}`);
  hub.change(`UPDATE unwatched SET started_at = started_at - ${ageMs}, ended_at = ended_at - ${ageMs}`);
  const [fromMs, toMs] = [yesterdayMs + 9 * HOUR_MS, yesterdayMs + 10 * HOUR_MS];
  hub.change(`INSERT INTO incidents
    (machine_id, kind, started_at, detected_at, resolved_at, resolution)
    VALUES (${machineId}, 'offline', ${fromMs}, ${fromMs}, ${toMs}, 'reported')`);
  hub.change(`INSERT INTO outages (incident_id, last_heard_ms, deadline_ms, detected_ms, threshold_ms)
    SELECT max(id), 0, 0, 0, 0 FROM incidents`);
}

/** A machine that has reported once. */
async function addMachine(page: Page, machine: { name: string; tags?: string[] }): Promise<number> {
  const { id, api_key: key } = await (
    await page.request.post("/api/v1/machines", { data: { ...machine, offline_after: "1h" } })
  ).json();
  await page.request.post("/agent/metrics", { headers: { "X-API-Key": key }, data: {} });
  return id;
}

test.beforeEach(async ({ page, hub }) => {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(page.getByRole("heading", { name: "No machines yet" })).toBeVisible();
});

test("a machine's page shows its last ninety days, by the days of whoever looks", async ({ page, hub }) => {
  const id = await addMachine(page, { name: "web-01" });
  age(hub, id);

  await page.goto(`/machines/${id}`);
  const days = page.getByRole("listbox", { name: "Uptime by day" });
  await expect(days.getByRole("option")).toHaveCount(90);
  const yesterday = `${nameOf(yesterdayMs)}: 95.83 %, offline 1h in 1 outage`;
  await expect(days.getByRole("option", { name: yesterday, exact: true })).toHaveCount(1);
  await expect(days.getByRole("option", { name: /: 100 %/ })).toHaveCount(40);
  await expect(days.getByRole("option", { name: /: no data/ })).toHaveCount(49);
  await days.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText(yesterday)).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(days.getByRole("option")).toHaveCount(30);
});

test("a report shows the worst machine first, of the days and the tag that were chosen, and is a file", async ({
  page,
  hub,
}) => {
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page.getByRole("link", { name: "Add a machine" })).toBeVisible();
  await addMachine(page, { name: "web-01" });
  await addMachine(page, { name: "=web-02", tags: ["fra1"] });
  age(hub, await addMachine(page, { name: "db-01", tags: ["fra1"] }));

  await page.reload();
  const lines = page.getByRole("table").getByRole("row");
  await expect(lines).toHaveText([/^Machine/, /^db-01.*99\.86 %.*1h/, /^web-01.*100 %/, /^=web-02.*100 %/]);
  await page.getByLabel("Tag", { exact: true }).selectOption("fra1");
  await expect(lines).toHaveCount(3);
  await page.getByLabel("Range").selectOption("Custom range…");
  const day = new Date(yesterdayMs + ZONE_MS).toISOString().slice(0, 10);
  await page.getByLabel("First day").fill(day);
  await page.getByLabel("Last day").fill(day);
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(`/reports?tag=fra1&from=${day}&to=${day}`);
  await expect(lines).toHaveText([/^Machine/, /^db-01.*95\.83 %.*1h/, /^=web-02.*100 %/]);
  await page.getByLabel("Last day").fill("2020-01-01");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Choose two days; the last must not be before the first.")).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.split("\r\n")[1]).toMatch(/^\d+,"db-01",.*,95\.8333,1,3600,3600,82800,0$/);
  expect(text.split("\r\n")[2]).toMatch(/^\d+,"'=web-02",.*,100,0,0,0,86400,0$/);
  expect(text.split("\r\n")).toHaveLength(4);
});

test.describe("a report of many machines", () => {
  test.use({ expectedErrors: [/status of 422/] });

  test("says on paper that it is not whole, and leads back from a page that is gone", async ({ page }) => {
    for (let index = 0; index < 101; index++)
      await page.request.post("/api/v1/machines", { data: { name: `web-${index}` } });
    await page.goto("/reports");
    const note = page.locator("#content").getByText("100 of 101 machines, worst first.");
    await expect(page.getByRole("row")).toHaveCount(101);
    await expect(note).toBeHidden();
    await page.emulateMedia({ media: "print" });
    await expect(note).toBeVisible();
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("link", { name: "Better" }).click();
    await expect(page.getByRole("row")).toHaveCount(2);

    await page.goto("/reports?cursor=gone");
    await expect(page.getByRole("alert").filter({ hasText: "cursor" })).toBeVisible();
    await page.getByRole("link", { name: "Worst" }).click();
    await expect(page.getByRole("row")).toHaveCount(101);
  });
});
