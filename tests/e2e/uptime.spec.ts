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

/** Makes every machine forty days older, and lets one have been dark for the tenth hour of yesterday there. */
function age(hub: StartedHub, machineId: number): void {
  const ageMs = 40 * DAY_MS;
  hub.change(`UPDATE machines SET created_at = created_at - ${ageMs}`);
  hub.change(`UPDATE unwatched SET started_at = started_at - ${ageMs}, ended_at = ended_at - ${ageMs}`);
  const [fromMs, toMs] = [yesterdayMs + 9 * HOUR_MS, yesterdayMs + 10 * HOUR_MS];
  hub.change(`INSERT INTO incidents
    (machine_id, kind, started_at, detected_at, resolved_at, last_heard_ms, deadline_ms, detected_ms, threshold_ms, resolution)
    VALUES (${machineId}, 'offline', ${fromMs}, ${fromMs}, ${toMs}, 0, 0, 0, 0, 'reported')`);
}

test("a machine's page shows its last ninety days, by the days of whoever looks", async ({ page, hub }) => {
  await page.goto(hub.url);
  await new SetupPage(page).createAdmin();
  await expect(page.getByRole("heading", { name: "No machines yet" })).toBeVisible();
  const { id, api_key: key } = await (
    await page.request.post("/api/v1/machines", { data: { name: "web-01", offline_after: "1h" } })
  ).json();
  await page.request.post("/agent/metrics", { headers: { "X-API-Key": key }, data: {} });
  age(hub, id);

  await page.goto(`/machines/${id}`);
  const days = page.getByRole("listbox", { name: "Uptime by day" });
  await expect(days.getByRole("option")).toHaveCount(90);
  const yesterday = `${nameOf(yesterdayMs)}: 95.83 %, offline 1h in 1 outage`;
  await expect(days.getByRole("option", { name: yesterday, exact: true })).toHaveCount(1);
  await expect(days.getByRole("option", { name: /: 100 %/ })).toHaveCount(40);
  await expect(days.getByRole("option", { name: /: not counted/ })).toHaveCount(49);
  await days.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText(yesterday)).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(days.getByRole("option")).toHaveCount(30);
});
