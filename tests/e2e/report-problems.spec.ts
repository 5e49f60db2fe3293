import type { Page } from "playwright/test";
import { expect, test } from "./fixtures";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

test.beforeEach(async ({ page, hub }) => {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
});

async function addMachine(
  page: Page,
  name: string,
): Promise<{ id: number; send: (data: object) => Promise<void> }> {
  const added = await page.request.post("/api/v1/machines", { data: { name } });
  const { id, api_key: key } = await added.json();
  const send = async (data: object) => {
    await page.request.post("/agent/metrics", { headers: { "X-API-Key": key }, data });
  };
  return { id, send };
}

test("a clone is noticed, gets a machine of its own by one press", async ({ page }) => {
  const { id, send } = await addMachine(page, "web-01");
  await send({ boot_id: "a", system_info: { hostname: "web-01" } });
  await page.goto(`/machines/${id}`);
  await expect(page.getByText("Online", { exact: true })).toBeVisible();
  for (let round = 0; round < 4; round += 1) {
    await send({ boot_id: "b", system_info: { hostname: "web-02" } });
    await send({ boot_id: "a", system_info: { hostname: "web-01" } });
  }
  await expect(page.getByText("Several hosts report as this machine")).toBeVisible();
  await page.getByRole("button", { name: "Give the copy its own machine" }).click();
  await expect(page.getByRole("dialog", { name: "web-02 was added" })).toBeVisible();
  const line = await page.getByRole("textbox", { name: "install command" }).inputValue();
  const [, token] = /--token (lse_\S+)/.exec(line) ?? [];
  expect((await page.request.post("/agent/enroll", { data: { token } })).status()).toBe(201);
  await page.getByRole("button", { name: "Done" }).click();
  await page.goto("/");
  await expect(page.getByText("A machine needs attention")).toBeVisible();
  await page.getByRole("link", { name: "web-01" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("web-01");
});

test("a threshold that does not suit the machine's interval says so while it is typed", async ({ page }) => {
  const { id, send } = await addMachine(page, "nas");
  await send({ cpu_pct: 1, interval_s: 300 });
  await page.goto(`/machines/${id}`);
  await expect(page.getByText("It reports too seldom for its threshold")).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Alert when silent for").fill("9m");
  await expect(dialog.getByText("one report that is late or lost is an outage")).toBeVisible();
  await dialog.getByLabel("Alert when silent for").fill("10m");
  await expect(dialog.getByText(/It reports every 5m/)).toBeHidden();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("It reports too seldom for its threshold")).toBeHidden();
});
