import { expect, test } from "./fixtures";
import { OverviewPage } from "./pages/overview-page";
import { ADMIN, SetupPage } from "./pages/setup-page";

test("somebody takes an outage, another one sees it and snoozes it, and its recovery is told as ever", async ({
  page,
  browser,
  hub,
}) => {
  await page.goto(hub.url);
  await new SetupPage(page).createAdmin();
  const overview = new OverviewPage(page);
  await expect(overview.headline).toHaveText("No machines yet");
  const machines = [];
  for (const name of ["web-01", "web-02"]) {
    const added = await page.request.post("/api/v1/machines", { data: { name, offline_after: "5s" } });
    const { id, api_key: key } = await added.json();
    const report = () => page.request.post("/agent/metrics", { headers: { "X-API-Key": key }, data: {} });
    await report();
    const comeBack = async () => {
      await page.request.patch(`/api/v1/machines/${id}`, { data: { offline_after: "1h" } });
      await report();
    };
    machines.push({ comeBack });
  }
  await expect(overview.offline("web-01")).toContainText(/Offline for/, { timeout: 30_000 });
  await expect(overview.offline("web-02")).toContainText(/Offline for/);

  const second = await browser.newContext({ storageState: await page.context().storageState() });
  const elsewhere = await second.newPage();
  await elsewhere.goto(hub.url);
  const theirs = new OverviewPage(elsewhere);
  await expect(theirs.offline("web-01")).toBeVisible();

  await page.getByRole("button", { name: "Acknowledge the outage of web-01" }).click();
  await expect(page.getByText("Its recovery is told as ever.")).toBeVisible();
  await expect(theirs.offline("web-01")).toContainText(`${ADMIN.name} is on it`);
  await expect(theirs.offlineNames).toHaveText(["web-02", "web-01"]);

  await elsewhere.getByRole("button", { name: "Snooze the outage of web-01" }).press("Enter");
  await elsewhere.getByRole("menuitem", { name: "1 hour" }).press("Enter");
  await expect(overview.offline("web-01")).toContainText(/is on it.*until .*\d\d:\d\d/);
  await second.close();

  for (const { comeBack } of machines) await comeBack();
  await expect(overview.headline).toHaveText("All 2 machines are online");
  await page.goto("/incidents");
  await page.getByRole("listitem").filter({ hasText: "web-01" }).getByRole("link").last().click();
  for (const moment of [`${ADMIN.name} is on it`, `${ADMIN.name} snoozed it`, "Heard again"])
    await expect(page.getByText(moment, { exact: true })).toBeVisible();
});
