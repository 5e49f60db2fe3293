import type { Page } from "playwright/test";
import { type ReceivedWebhook, WebhookReceiver } from "../support/webhook-receiver";
import { expect, test } from "./fixtures";
import { AddMachinePage } from "./pages/add-machine-page";
import { chooseFromMenu } from "./pages/choose-from-menu";
import { NotificationsPage } from "./pages/notifications-page";
import { OverviewPage } from "./pages/overview-page";
import { ADMIN, SetupPage } from "./pages/setup-page";
import { SignInPage } from "./pages/sign-in-page";
import { PastedLines } from "./pasted-lines";

const named = (event: string) => (webhook: ReceivedWebhook) =>
  (webhook.body as { event?: string }).event === event;

test("a machine goes offline and comes back, and each is sent once", async ({ page, hub }) => {
  const receiver = await WebhookReceiver.start();
  const overview = new OverviewPage(page);
  const addMachine = new AddMachinePage(page);
  const notifications = new NotificationsPage(page);

  // Without the link that the hub prints, whoever comes first is asked for what only its operator can read.
  await page.goto(hub.url);
  await expect(page.getByLabel("Setup code")).toBeVisible();
  await page.goto(hub.setupUrl);
  await expect(page.getByLabel("Setup code")).toHaveCount(0);
  await new SetupPage(page).createAdmin();
  await expect(overview.headline).toHaveText("No machines yet");

  await overview.step("Add machine").click();
  await addMachine.add({ name: "web-01", offlineAfter: "5s" });
  await expect(addMachine.waiting).toBeVisible();
  const lines = new PastedLines(await addMachine.lines());
  lines.run();
  try {
    await expect(addMachine.online("web-01")).toBeVisible();

    await addMachine.setUpAlerts();
    await notifications.chooseType("Webhook");
    await notifications.addWebhook({ name: "on-call", url: receiver.url });
    // After a reload the page does not ask for another one.
    await expect(page).toHaveURL(/\/settings\/notifications$/);
    await notifications.test("on-call");
    await expect(notifications.answer).toHaveText("It arrived: HTTP 200");
    await receiver.waitFor(named("test"));

    await page.getByRole("link", { name: "Overview" }).click();
    await expect(overview.headline).toHaveText("The machine is online");
    await expect(overview.setupChecklist).toBeHidden();

    await lines.ctrlC();
    const entry = overview.offline("web-01");
    await expect(entry).toContainText(/Offline for \d+s/);
    await expect(page).toHaveTitle("(1) LunaSentri");
    await receiver.waitFor(named("machine.offline"));
    await expect(entry).toContainText(/on-call.*Delivered at \d\d:\d\d:\d\d/);

    lines.run();
    await expect(overview.headline).toHaveText("The machine is online");
    await expect(overview.incidents).toHaveText(/was offline for \d+s/);
    await expect(page).toHaveTitle("LunaSentri");
    await receiver.waitFor(named("machine.online"));
    await page.goto("/settings/notifications");
    // While a page streams in, it contains its rows twice: once outside the content, hidden.
    await expect(page.locator("#content").getByText("Machine is back online")).toBeVisible();

    const told = receiver.received.map(({ body }) => (body as { event: string }).event);
    expect(told).toEqual(["test", "machine.offline", "machine.online"]);
  } finally {
    await lines.ctrlC();
    await receiver.stop();
  }
});

test.describe("with answers that the browser calls errors", () => {
  test.use({ expectedErrors: [/status of (401|422)/] });

  test("forms keep what was typed and say what is wrong; a wrong password is a wrong password", async ({
    page,
    hub,
  }) => {
    await page.goto(hub.setupUrl);
    await page.getByLabel("Your name").fill(ADMIN.name);
    await page.getByRole("button", { name: "Create admin" }).click();
    await expect(page.getByText("must have at least 10 characters")).toBeVisible();
    await expect(page.getByLabel("Your name")).toHaveValue(ADMIN.name);
    await expect(page.getByLabel("E-mail address")).toBeFocused();

    await new SetupPage(page).createAdmin();
    await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
    await chooseFromMenu({
      button: page.getByRole("button", { name: "Account of" }),
      item: page.getByRole("menuitem", { name: "Sign out" }),
    });
    await page.waitForURL("**/sign-in");

    await page.goto("/machines?status=offline");
    const signIn = new SignInPage(page);
    await signIn.signIn({ ...ADMIN, password: "not the password" });
    await expect(signIn.refusal).toBeVisible();
    await signIn.signIn(ADMIN);
    await page.waitForURL("**/machines?status=offline");
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ viewport: { width: 360, height: 740 }, colorScheme, expectedErrors: [/status of 404/] });

    test("no page is wider than the screen", async ({ page, hub }) => {
      await page.goto(hub.setupUrl);
      await expectNoSidewaysScroll(page);
      await new SetupPage(page).createAdmin();
      await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
      await expectNoSidewaysScroll(page);

      await page.goto("/machines/new");
      const addMachine = new AddMachinePage(page);
      await addMachine.add({ name: "build-runner-with-a-name-that-does-not-fit", offlineAfter: "2m" });
      await expect(addMachine.waiting).toBeVisible();
      await expectNoSidewaysScroll(page);

      await page.goto("/settings/notifications?add=webhook");
      await new NotificationsPage(page).addWebhook({
        name: "on-call",
        url: `https://hooks.example.org/${"a".repeat(120)}`,
      });
      for (const path of ["/", "/machines", "/machines/1", "/settings/notifications", "/nothing-here"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectNoSidewaysScroll(page);
      }
      await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
    });
  });
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess).toBe(0);
}
