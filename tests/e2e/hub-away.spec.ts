import { expect, test } from "./fixtures";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

test.use({ expectedErrors: [/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|status of 503/] });

test("a page stays while the hub is away, whatever is pressed, and goes where it was sent once the hub is back", async ({
  page,
  hub,
}) => {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
  const added = await page.request.post("/api/v1/machines", {
    data: { name: "web-01", offline_after: "30s" },
  });
  const { id, api_key: key } = await added.json();
  await page.request.post("/agent/metrics", { headers: { "X-API-Key": key }, data: {} });
  const follows = page.waitForResponse(/\/api\/live/);
  const charts = page.waitForResponse(/\/samples\?/);
  await page.goto(`/machines/${id}`);
  await expect(page.locator("#content").getByText(/^Silent for .* unless it reports/)).toBeVisible();
  // All of its code has arrived then.
  await Promise.all([follows, charts]);
  await hub.goAway();
  await expect(page.getByText("Connection lost.")).toBeVisible({ timeout: 10_000 });
  await expect(page.getByText(/as far as this page knows/)).toBeVisible();

  await page.keyboard.press("Control+k");
  await expect(page.getByText("The hub did not answer.")).toBeVisible();
  const refused = page.waitForEvent("requestfailed", (request) => request.url().includes("/incidents"));
  await page.getByRole("link", { name: "Incidents" }).first().click();
  await refused;
  await expect(page.getByText("Connection lost.")).toBeVisible();

  await hub.comeBack();
  await expect(page.getByRole("heading", { level: 1, name: "Incidents" })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText("Connection lost.")).toBeHidden({ timeout: 10_000 });
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
});
