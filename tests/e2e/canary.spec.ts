import { WebhookReceiver } from "../support/webhook-receiver";
import { expect, test } from "./fixtures";
import { NotificationsPage } from "./pages/notifications-page";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

test("an end-to-end test runs while somebody watches, and leaves no machine behind", async ({
  page,
  hub,
}) => {
  const receiver = await WebhookReceiver.start();
  try {
    await page.goto(hub.setupUrl);
    await new SetupPage(page).createAdmin();
    await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
    await page.goto("/settings/notifications?add=webhook");
    await new NotificationsPage(page).addWebhook({ name: "on-call", url: receiver.url });

    await page.getByRole("button", { name: "Run test" }).click();
    await expect(page.getByText("It is silent; its deadline passes after 5 s")).toBeVisible();
    await expect(page.getByText(/^Everything arrived\. The test took [\d.]+ s\.$/)).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByText('Alert to Webhook "on-call": delivered')).toBeVisible();
    await expect(page.getByText('Recovery to Webhook "on-call": delivered')).toBeVisible();
    expect(receiver.received.map(({ body }) => body)).toMatchObject([
      { event: "canary.offline", canary: true },
      { event: "canary.online", canary: true },
    ]);
    await page.goto("/");
    await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
  } finally {
    await receiver.stop();
  }
});
