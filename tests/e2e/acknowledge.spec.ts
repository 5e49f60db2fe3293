import { expect, test } from "./fixtures";
import { OverviewPage } from "./pages/overview-page";
import { ADMIN, SetupPage } from "./pages/setup-page";

test("one person acknowledges an outage, another sees it and snoozes it, and the recovery is still sent", async ({
  page,
  browser,
  hub,
}) => {
  await page.goto(hub.setupUrl);
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

  await page.getByRole("button", { name: "Acknowledge the outage of web-01" }).press("Enter");
  await expect(page.getByText("Acknowledged. The recovery is still sent.")).toBeVisible();
  await expect(theirs.offline("web-01")).toContainText(`Acknowledged by ${ADMIN.name}`);
  await expect(theirs.offlineNames).toHaveText(["web-02", "web-01"]);
  await expect(page.getByRole("button", { name: "Snooze the outage of web-01" })).toBeFocused();

  await elsewhere.getByRole("button", { name: "Snooze the outage of web-01" }).press("Enter");
  await elsewhere.getByRole("menuitem", { name: "In 1 hour" }).press("Enter");
  await expect(overview.offline("web-01")).toContainText(/Snoozed by .*until .*\d\d:\d\d/);
  await second.close();

  for (const { comeBack } of machines) await comeBack();
  await expect(overview.headline).toHaveText("All 2 machines are online");
  await page.goto("/incidents");
  await page.getByRole("listitem").filter({ hasText: "web-01" }).getByRole("link").last().click();
  for (const moment of [`Acknowledged by ${ADMIN.name}`, `Snoozed by ${ADMIN.name}`, "Back online"])
    await expect(page.getByText(moment, { exact: true })).toBeVisible();
});

test("of a hundred offline machines one is acknowledged, then all with a tag, then all the rest", async ({
  page,
  hub,
}) => {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  const overview = new OverviewPage(page);
  await expect(overview.headline).toHaveText("No machines yet");
  const names = Array.from({ length: 101 }, (_, index) => `web-${String(index + 1).padStart(3, "0")}`);
  for (const [index, name] of names.entries()) {
    const tags = index < 5 ? ["fra1"] : [];
    const data = { name, tags, offline_after: "5s" };
    const { api_key: key } = await (await page.request.post("/api/v1/machines", { data })).json();
    await page.request.post("/agent/metrics", { headers: { "X-API-Key": key }, data: {} });
  }
  await expect(overview.offlineNote).toHaveText(/Showing 100 of 101.*All of these are unacknowledged\./, {
    timeout: 30_000,
  });
  await expect(overview.offlineNames).toHaveText(names.slice(0, 20));

  await page.getByRole("button", { name: "Acknowledge the outage of web-001" }).press("Enter");
  await expect(page.getByText("Acknowledged. The recovery is still sent.")).toBeVisible();
  await expect(overview.offlineNames).toHaveText(names.slice(1, 21));
  await page.getByRole("button", { name: "Snooze the outage of web-006" }).press("Enter");
  await page.getByRole("menuitem", { name: "In 1 hour" }).press("Enter");
  await expect(page.getByText(/^Snoozed for 1h\./)).toBeVisible();

  await overview.onlyTag("fra1");
  await expect(page).toHaveURL(/\?tag=fra1$/);
  await expect(overview.offlineNote).toHaveText("4 of 5 unacknowledged");
  await page.getByRole("button", { name: "Acknowledge all 4 outages" }).press("Enter");
  const asked = page.getByRole("alertdialog", { name: "Acknowledge 4 outages?" });
  await expect(asked).toContainText("web-002, web-003, web-004, web-005");
  await expect(asked).toContainText("Nothing is silenced");
  await asked.getByRole("button", { name: "Acknowledge 4 outages" }).click();
  await expect(page.getByText("4 outages acknowledged.")).toBeVisible();
  await expect(overview.offlineNote).toHaveText("All acknowledged");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("4 outages unacknowledged.")).toBeVisible();
  await expect(overview.offlineNote).toHaveText("4 of 5 unacknowledged");
  await expect(overview.offline("web-001")).toContainText(`Acknowledged by ${ADMIN.name}`);

  await overview.onlyTag("All tags");
  await page.getByRole("button", { name: "Snooze all 99 outages" }).click();
  const asks = page.getByRole("dialog", { name: "Snooze 99 outages" });
  await expect(asks).toContainText("web-002, web-003, web-004, web-005, web-007");
  await asks.getByLabel("For", { exact: true }).fill("2h");
  await asks.getByRole("button", { name: "Snooze", exact: true }).click();
  await expect(page.getByText("99 outages snoozed.")).toBeVisible();
  await expect(overview.offlineNote).toHaveText(/All of these are acknowledged\.$/);

  await page.getByRole("link", { name: "All 101 in the machine list" }).click();
  await expect(page).toHaveURL(/\/machines\?status=offline$/);
  await expect(page.getByRole("link", { name: "web-001" })).toBeVisible();

  hub.change("UPDATE memberships SET role = 'viewer'");
  await page.goto(hub.url);
  await expect(overview.offline("web-001")).toBeVisible();
  await expect(page.getByRole("button", { name: /acknowledge|snooze/i })).toHaveCount(0);
});
