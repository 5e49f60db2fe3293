import type { Page } from "playwright/test";
import { WebhookReceiver } from "../support/webhook-receiver";
import { expect, test } from "./fixtures";
import { OverviewPage } from "./pages/overview-page";
import { ADMIN, SetupPage } from "./pages/setup-page";
import type { StartedHub } from "./started-hub";

type Machine = { id: number; api_key: string };

const RULE = { metric: "cpu_pct", comparison: "above", threshold: 85, samples: 1, severity: "critical" };
const WORDS = "CPU is above 85 %";

async function post(page: Page, path: string, data: object) {
  const answer = await page.request.post(`/api/v1/${path}`, { data });
  if (!answer.ok()) throw new Error(await answer.text());
  return answer.json();
}

async function report(page: Page, { api_key: key }: Machine, cpuPct: number): Promise<void> {
  const data = { cpu_pct: cpuPct, interval_s: 10 };
  await page.request.post("/agent/metrics", { headers: { "X-API-Key": key }, data });
}

/** A hub with a webhook, a rule and a machine that is busier than the rule allows. */
async function begin({ page, hub, receiver }: { page: Page; hub: StartedHub; receiver: WebhookReceiver }) {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(page.getByRole("heading", { level: 1, name: "No machines yet" })).toBeVisible();
  await post(page, "channels", { type: "webhook", name: "ops", url: receiver.url });
  await post(page, "rules", { name: "Busy", ...RULE });
  const machine: Machine = await post(page, "machines", { name: "web-01" });
  await report(page, machine, 97);
  return machine;
}

test("an alert is seen, acknowledged and followed to its end, and never counted as a machine that is offline", async ({
  page,
  hub,
}) => {
  const receiver = await WebhookReceiver.start();
  try {
    const machine = await begin({ page, hub, receiver });
    const overview = new OverviewPage(page);
    await expect(overview.headline).toHaveText("The machine is online, 1 alert");
    await receiver.waitFor(({ body }) => (body as { event: string }).event === "alert.firing");

    const row = page.getByRole("listitem").filter({ hasText: WORDS }).first();
    await expect(row).toContainText("Notified ops");
    await expect(page).toHaveTitle(/^(?!\()/);
    await row.getByRole("button", { name: `Acknowledge the alert of web-01: ${WORDS}` }).press("Enter");
    await expect(row).toContainText(`Acknowledged by ${ADMIN.name}`);

    await row.getByRole("link", { name: "web-01" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `web-01: ${WORDS}` })).toBeVisible();
    for (const [name, value] of [
      ["Rule", "Busy"],
      ["Severity", "Critical"],
      ["Fires when", "above 85 %"],
      ["Fired at", "97 %"],
    ] as const)
      await expect(page.locator("dt", { hasText: new RegExp(`^${name}$`) }).locator("+ dd")).toContainText(
        value,
      );
    await expect(page.getByText(`Acknowledged by ${ADMIN.name}`, { exact: true }).first()).toBeVisible();

    await page.goto(`/machines/${machine.id}`);
    const strip = page.getByRole("list", { name: "Wrong now" }).getByRole("listitem");
    await expect(strip).toContainText(WORDS);
    await strip.getByRole("button", { name: `Unacknowledge the alert of web-01: ${WORDS}` }).press("Enter");
    await expect(strip.getByRole("button", { name: /^Acknowledge/ })).toBeVisible();

    await report(page, machine, 12);
    await expect(strip).toHaveCount(0);
    await receiver.waitFor(({ body }) => (body as { event: string }).event === "alert.resolved");
    await page.goto("/incidents?kind=metric");
    await page.getByRole("link", { name: /CPU was above 85 % for/ }).click();
    await expect(page.getByText("Back at 12 %.")).toBeVisible();
    await expect(page.getByText("Recovery to ops")).toBeVisible();

    await page.getByRole("link", { name: "Why was I (not) notified?" }).click();
    await expect(
      page.getByRole("heading", { name: /^Alert: CPU was above 85 %\. Delivered to ops\.$/ }),
    ).toBeVisible();
    await expect(page.getByText("If a rule fired now")).toBeVisible();
  } finally {
    await receiver.stop();
  }
});
