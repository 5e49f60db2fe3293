import { Webhook } from "standardwebhooks";
import { WebhookReceiver } from "../support/webhook-receiver";
import { expect, test } from "./fixtures";
import { NotificationsPage } from "./pages/notifications-page";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

test("a webhook gets a new secret, is signed with both, and the old one is ended", async ({ page, hub }) => {
  const receiver = await WebhookReceiver.start();
  const notifications = new NotificationsPage(page);
  /** Whether the latest message was signed with this secret. */
  const isSigned = (secret: string) => {
    const latest = receiver.received.at(-1);
    try {
      new Webhook(secret).verify(latest?.rawBody ?? "", (latest?.headers ?? {}) as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  };
  const testIt = async (count: number) => {
    await notifications.test("on-call");
    await expect.poll(() => receiver.received.length).toBe(count);
  };
  try {
    await page.goto(hub.setupUrl);
    await new SetupPage(page).createAdmin();
    await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
    await page.goto("/settings/notifications?add=webhook");
    const old = await notifications.addWebhook({ name: "on-call", url: receiver.url });

    await page.getByRole("button", { name: "More actions for on-call" }).click();
    await page.getByRole("menuitem", { name: "New secret…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Create new secret" }).click();
    const fresh = await dialog.getByRole("textbox", { name: "new webhook secret" }).inputValue();
    await dialog.getByRole("button", { name: "I've saved it" }).click();
    await testIt(1);
    expect([isSigned(old), isSigned(fresh)]).toEqual([true, true]);

    await page.getByRole("button", { name: "End it now" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "End it now" }).click();
    await expect(page.getByText("Also signed with its old secret until")).toBeHidden();
    await testIt(2);
    expect([isSigned(old), isSigned(fresh)]).toEqual([false, true]);
  } finally {
    await receiver.stop();
  }
});
