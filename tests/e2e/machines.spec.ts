import { expect, test } from "./fixtures";
import { MachinesPage } from "./pages/machines-page";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

test.beforeEach(async ({ page, hub }) => {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
  await new MachinesPage(page).addAll([
    { name: "web-2", tags: ["web"] },
    { name: "web-10", tags: ["web"] },
    { name: "db-1", tags: ["db"] },
    { name: "nas" },
  ]);
  await page.goto("/machines");
});

test("the address holds what the list shows, and keys move through it", async ({ page }) => {
  const machines = new MachinesPage(page);
  await expect.poll(() => machines.names()).toEqual(["db-1", "nas", "web-2", "web-10"]);
  await machines.sortBy("Machine").click();
  await machines.sortBy("Machine").click();
  await expect.poll(() => machines.names()).toEqual(["web-10", "web-2", "nas", "db-1"]);
  await page.keyboard.press("/");
  await page.keyboard.type("web");
  await expect.poll(() => machines.names()).toEqual(["web-10", "web-2"]);
  await expect(page).toHaveURL(/\?(?=.*sort=-name)(?=.*q=web)/);
  await page.reload();
  await expect(machines.search).toHaveValue("web");
  await expect.poll(() => machines.names()).toEqual(["web-10", "web-2"]);

  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(machines.box("web-2")).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(machines.bar).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("web-2");
});

test("a machine whose command was never run gets another one on its page", async ({ page }) => {
  await page.getByRole("link", { name: "nas" }).click();
  await page.getByRole("button", { name: "Install the agent…" }).click();
  await page.getByRole("button", { name: "Show command" }).click();
  const line = await page.getByRole("textbox", { name: "install command" }).inputValue();
  const [, token] = /--token (lse_\S+)/.exec(line) ?? [];
  const enrolled = await page.request.post("/agent/enroll", { data: { token } });
  const { api_key: key } = await enrolled.json();
  await page.getByRole("button", { name: "Done" }).click();
  await page.request.post("/agent/metrics", { headers: { "X-API-Key": key }, data: {} });
  await expect(page.getByText("Online", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Install the agent…" })).toBeHidden();
  await page.getByRole("button", { name: "More actions for nas" }).click();
  await expect(page.getByRole("menuitem", { name: "Install the agent…" })).toBeVisible();
});

test.describe(() => {
  // The browser logs an error for every address that does not exist.
  test.use({ expectedErrors: [/status of 404/] });

  test("a machine that somebody else deletes leaves the page that shows it", async ({ page }) => {
    await page.getByRole("link", { name: "nas" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("nas");
    await page.request.delete(new URL(page.url()).pathname.replace("/machines", "/api/v1/machines"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  });
});

for (const width of [1024, 1279, 1280]) {
  test(`names have room, and nothing scrolls sideways, in a window ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const name = page.getByRole("link", { name: "web-10" });
    await expect(name).toHaveCount(1);
    expect((await name.boundingBox())?.width).toBeGreaterThan(30);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}

test("many machines are changed at once", async ({ page }) => {
  const machines = new MachinesPage(page);
  await machines.box("db-1").click();
  await machines.box("web-2").click({ modifiers: ["Shift"] });
  await expect(machines.bar).toContainText("3 selected");
  await machines.bar.getByRole("button", { name: "Tag" }).click();
  await page.getByRole("dialog").getByLabel("Tag").fill("fra1");
  await page.getByRole("button", { name: "Add tag" }).click();
  await expect(page.getByText("Tag “fra1” added to 3 machines")).toBeVisible();
  await expect(machines.row("nas")).toContainText("fra1");
  await expect(machines.row("web-10")).not.toContainText("fra1");
  await machines.bar.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Pause", exact: true }).click();
  await expect(machines.row("nas")).toContainText("Paused");
});

test("a deletion can be undone, goes on while somebody looks elsewhere, and is then carried out", async ({
  page,
}) => {
  const machines = new MachinesPage(page);
  await machines.box("nas").click();
  await machines.deleteSelected();
  await machines.undo.click();
  await expect(machines.undo).toBeHidden();

  await machines.box("db-1").click();
  await machines.deleteSelected();
  await page.getByRole("link", { name: "Overview" }).first().click();
  await expect(machines.undo).toBeVisible();
  await expect(page.getByText("db-1 deleted")).toBeVisible({ timeout: 15_000 });
  await page.goto("/machines");
  await expect.poll(() => machines.names()).toEqual(["nas", "web-2", "web-10"]);

  await machines.box("web-10").click();
  await machines.deleteSelected();
  // Leaving the page does not undo it.
  await page.goto("/machines");
  await expect.poll(() => machines.names()).toEqual(["nas", "web-2"]);
});

test("eight pages of one browser share one stream, and another page takes over", async ({
  page,
  context,
}) => {
  const streams = new Set<unknown>();
  const isStream = (request: { url(): string }) => request.url().endsWith("/api/live");
  context.on("request", (request) => isStream(request) && streams.add(request));
  context.on("requestfailed", (request) => streams.delete(request));
  context.on("requestfinished", (request) => streams.delete(request));
  await page.reload();
  await expect.poll(() => streams.size).toBe(1);
  for (let count = 0; count < 7; count++) {
    const other = await context.newPage();
    await other.goto("/");
    await expect(other.getByText("Updated just now").or(other.getByText(/Updated [1-3]s ago/))).toBeVisible();
  }
  expect(streams.size).toBe(1);
  await page.close();
  await expect.poll(() => streams.size).toBe(1);
  const left = context.pages();
  expect(left).toHaveLength(7);
  for (const other of left) await expect(other.getByText(/Connection lost/)).toBeHidden();
});
