import { WebhookReceiver } from "../support/webhook-receiver";
import { expect, test } from "./fixtures";
import { NotificationsPage } from "./pages/notifications-page";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

test("somebody who reads nothing lets an outage escalate, and hears what switching the last channel off means", async ({
  page,
  hub,
}) => {
  const receiver = await WebhookReceiver.start();
  const notifications = new NotificationsPage(page);
  try {
    await page.goto(hub.setupUrl);
    await new SetupPage(page).createAdmin();
    await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
    const added = await page.request.post("/api/v1/machines", { data: { name: "web-01" } });
    expect(added.ok()).toBe(true);
    for (const name of ["ops", "boss"]) {
      await page.goto("/settings/notifications?add=webhook");
      await notifications.addWebhook({ name, url: receiver.url });
    }

    // One field, one choice, one click.
    await page.getByLabel("If it is still offline after").fill("10m");
    await page.getByLabel("and nobody has acknowledged, notify").selectOption("boss");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("every channel at once; boss 10m later, unless acknowledged")).toBeVisible();

    // The same in the dialog, which says whom it is for before it is saved.
    await page.getByRole("button", { name: "Edit everything else" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("For 1 machine of 1")).toBeVisible();
    await expect(dialog.getByText("10m later, unless acknowledged: boss")).toBeVisible();
    await dialog.getByRole("button", { name: "Cancel" }).click();

    // Another channel is left, so nothing is asked; then none is.
    await page.getByRole("switch", { name: "ops is on" }).click();
    await expect(page.getByRole("switch", { name: "ops is on" })).not.toBeChecked();
    await page.getByRole("switch", { name: "boss is on" }).click();
    const warning = page.getByRole("alertdialog");
    await expect(
      warning.getByText("Switching boss off leaves 1 machine with nobody who is notified."),
    ).toBeVisible();
    await warning.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("switch", { name: "boss is on" })).toBeChecked();
  } finally {
    await receiver.stop();
  }
});
