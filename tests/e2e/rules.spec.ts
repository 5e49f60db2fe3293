import type { Page } from "playwright/test";
import { expect, test } from "./fixtures";
import { chooseFromMenu } from "./pages/choose-from-menu";
import { SetupPage } from "./pages/setup-page";
import type { StartedHub } from "./started-hub";

type Machine = { id: number; api_key: string };

const FULL = "Any filesystem above 90 %";

/** A hub with an admin on its pages, no rules, and one machine that has reported. */
async function begin(page: Page, hub: StartedHub): Promise<Machine> {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(page.getByRole("heading", { level: 1, name: "No machines yet" })).toBeVisible();
  const { data } = await (await page.request.get("/api/v1/rules")).json();
  for (const { id } of data)
    await page.request.delete(`/api/v1/rules/${id}`, { headers: { origin: hub.url } });
  const added = await page.request.post("/api/v1/machines", { data: { name: "db-01" } });
  const machine: Machine = await added.json();
  await report(page, machine, 41);
  return machine;
}

async function report(page: Page, { api_key: key }: Machine, usedPct: number): Promise<void> {
  const response = await page.request.post("/agent/metrics", {
    headers: { "X-API-Key": key },
    data: { cpu_pct: 10, interval_s: 10, filesystems: [{ mount: "/var", used_pct: usedPct }] },
  });
  expect(response.status()).toBe(202);
}

/** How often somebody has clicked since the page was opened, over all pages. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    addEventListener("click", (event) => {
      // Activating a label clicks its field once more.
      if (!event.isTrusted || event.detail === 0) return;
      sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 1;
    });
  });
  return () => page.evaluate(() => Number(sessionStorage.clicks ?? 0));
}

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Add a rule" });

test("somebody who reads nothing is alerted of a full disk after three clicks, and deletes the rule while it fires", async ({
  page,
  hub,
}) => {
  const clicks = await countClicks(page);
  const machine = await begin(page, hub);
  await page.goto("/");
  const before = await clicks();
  await page.getByRole("link", { name: "Alert rules" }).click();
  await page.getByRole("button", { name: "Add rule" }).click();
  await dialogOf(page).getByRole("button", { name: "Add rule" }).click();
  const row = page.getByRole("listitem").filter({ hasText: `${FULL} for 10m, on all machines` });
  await expect(row).toBeVisible();
  expect((await clicks()) - before).toBe(3);

  const [{ id }] = (await (await page.request.get("/api/v1/rules")).json()).data;
  await page.request.patch(`/api/v1/rules/${id}`, { data: { samples: 1 } });
  await report(page, machine, 95);
  await expect(page.getByText("1 firing")).toBeVisible();
  const menu = page.getByRole("button", { name: `More actions for ${FULL}` });
  await chooseFromMenu({ button: menu, item: page.getByRole("menuitem", { name: "Edit" }) });
  const form = page.getByRole("dialog", { name: `Edit ${FULL}` });
  await expect(form.getByText("1 alert is open and will be closed")).toBeHidden();
  await form.getByLabel("Threshold").fill("97");
  await expect(form.getByText("1 alert is open and will be closed")).toBeVisible();
  await form.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("switch", { name: `${FULL} is on` }).click();
  const off = page.getByRole("alertdialog", { name: `Switch ${FULL} off?` });
  await expect(off).toContainText("1 alert is open and will be closed");
  await off.getByRole("button", { name: "Cancel" }).click();
  await chooseFromMenu({ button: menu, item: page.getByRole("menuitem", { name: "Delete…" }) });
  const question = page.getByRole("alertdialog", { name: `Delete ${FULL}?` });
  await expect(question).toContainText("1 alert is open and will be closed");
  await question.getByRole("button", { name: "Delete rule" }).click();
  await expect(page.getByText("No rules yet")).toBeVisible();
  const { data: incidents } = await (await page.request.get("/api/v1/incidents")).json();
  expect(incidents).toMatchObject([{ kind: "metric", resolution: "rule_deleted" }]);
});

test("without a rule the page leads on to the templates, one press each", async ({ page, hub }) => {
  await begin(page, hub);
  await page.goto("/rules");
  await expect(page.getByText("No rules yet")).toBeVisible();
  await page.getByRole("button", { name: "Add High CPU usage" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "CPU above 85 % in 3 samples in a row" });
  await expect(row).toContainText("on all machines");
  await expect(page.getByRole("button", { name: "Add High CPU usage" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Add High memory usage" })).toBeVisible();
});

test.describe("with answers that the browser calls errors", () => {
  test.use({ expectedErrors: [/status of (409|422)/] });

  test("a refused field says so beside it, has the focus, and keeps what was typed", async ({
    page,
    hub,
  }) => {
    await begin(page, hub);
    await page.goto("/rules?add=cpu_pct");
    const dialog = dialogOf(page);
    await dialog.getByLabel("Threshold").fill("400");
    await dialog.getByLabel("For", { exact: true }).fill("banana");
    await dialog.getByLabel("Machines with a tag").check();
    await dialog.getByRole("button", { name: "Add rule" }).click();
    await expect(dialog.getByLabel("For", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.getByLabel("Tags")).toHaveAttribute("aria-invalid", "true");
    await dialog.getByLabel("For", { exact: true }).fill("5m");
    await expect(dialog.getByLabel("For", { exact: true })).not.toHaveAttribute("aria-invalid");
    await dialog.getByLabel("All machines").check();
    await dialog.getByRole("button", { name: "Add rule" }).click();
    await expect(dialog.getByText("Must be 0 to 100")).toBeVisible();
    await expect(dialog.getByLabel("Threshold")).toBeFocused();
    await expect(dialog.getByLabel("Threshold")).toHaveValue("400");
    await dialog.getByLabel("Threshold").fill("70");
    await dialog.getByLabel("Name (optional)").fill("Busy");
    await dialog.getByRole("button", { name: "Add rule" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "CPU above 70 % for 5m" })).toBeVisible();
  });
});

test("the form shows how often the rule would have fired, and follows what is changed", async ({
  page,
  hub,
}) => {
  const { id } = await begin(page, hub);
  // Three hours of a sample every ten seconds, busy for ten minutes of each hour.
  hub.change(
    `WITH RECURSIVE past(s) AS (SELECT 1 UNION ALL SELECT s + 1 FROM past WHERE s < 1080)
     INSERT INTO samples (machine_id, received_at, sampled_at, cpu_pct)
     SELECT ${id}, at, at, CASE WHEN s % 360 BETWEEN 100 AND 160 THEN 95 ELSE 10 END
     FROM (SELECT s, (unixepoch() - s * 10 - 60) * 1000 AS at FROM past)`,
  );
  await page.goto("/machines/1");
  await page.getByRole("link", { name: /Alert me.*about CPU/ }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByText("CPU above 85 % for 10m", { exact: false }).first()).toBeVisible();
  await dialog.getByLabel("For", { exact: true }).fill("5m");
  await expect(dialog.getByText("Would have fired 3 times")).toBeVisible();
  await expect(dialog.getByRole("figure", { name: "CPU" })).toBeVisible();
  await dialog.getByLabel("Threshold").fill("96");
  await expect(dialog.getByText("Would not have fired")).toBeVisible();
  // It never blocks saving.
  await page.route("**/rules/replay", () => new Promise(() => {}));
  await dialog.getByLabel("Threshold").fill("97");
  await dialog.getByRole("button", { name: "Add rule" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("listitem").filter({ hasText: "CPU above 97 % for 5m" })).toBeVisible();
});

test("a rule for some machines, on a gauge of one's own, chosen by keys", async ({ page, hub }) => {
  await begin(page, hub);
  await page.goto("/rules");
  await page.getByRole("button", { name: "Add rule" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("Alert when").press("Enter");
  await page.getByPlaceholder("CPU, filesystem, temperature").fill("queue");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Alert when")).toHaveText("queue");
  await dialog.getByLabel("Threshold").fill("100");
  await dialog.getByLabel("Some machines").check();
  await dialog.getByRole("button", { name: "Choose a machine" }).click();
  await page.getByRole("option", { name: "db-01" }).click();
  await expect(dialog.getByRole("button", { name: /^Remove machine/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Add rule" }).click();
  await expect(
    page.getByRole("listitem").filter({ hasText: "queue above 100 for 10m, on db-01" }),
  ).toBeVisible();
});
