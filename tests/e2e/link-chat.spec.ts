import { expect, test } from "./fixtures";
import { NotificationsPage } from "./pages/notifications-page";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

test("a chat is linked by opening a link there, and then gets the alerts", async ({ page, hub }) => {
  const { telegram } = hub;
  telegram.setChat(4242);
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
  await page.request.put("/api/v1/instance/telegram", { data: { token: telegram.token } });

  const notifications = new NotificationsPage(page);
  await page.goto("/settings/notifications");
  const token = await notifications.linkChat();
  await expect(page.getByText("Waiting for Telegram…")).toBeVisible();
  telegram.updates.say({ chatId: 4242, text: `/start ${token}` });
  await expect(page.getByText("Ada Number 4242 is linked")).toBeVisible();
  await telegram.waitFor(({ text }) => text.startsWith("✅ This chat is linked"));

  await page.getByRole("button", { name: "Done" }).click();
  await notifications.test("Ada Number 4242");
  await expect(notifications.answer).toHaveText(/It arrived/);
  await telegram.waitFor(({ text }) => text.includes("Test from LunaSentri"));
});
