import { WebhookReceiver } from "../support/webhook-receiver";
import { expect, test } from "./fixtures";
import { NotificationsPage } from "./pages/notifications-page";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

// The browser reports the refused network and the refused header.
test.use({ expectedErrors: [/status of 422/], allowedNetworks: "" });

test("a webhook in a private network gets a password and headers, which are not shown again, and loses them", async ({
  page,
  hub,
}) => {
  const receiver = await WebhookReceiver.start();
  const notifications = new NotificationsPage(page);
  const edit = async () => {
    await page.getByRole("button", { name: "More actions for on-call" }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await page.getByText("More settings").click();
    return page.getByRole("dialog");
  };
  const save = async () => {
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  };
  const testIt = async () => {
    const count = receiver.received.length;
    await notifications.test("on-call");
    await expect.poll(() => receiver.received.length).toBe(count + 1);
    const { authorization, "x-api-key": key } = receiver.received.at(-1)?.headers ?? {};
    return { authorization, key };
  };
  try {
    await page.goto(hub.setupUrl);
    await new SetupPage(page).createAdmin();
    await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
    await page.goto("/settings/notifications?add=webhook");
    await notifications.addWebhook({ name: "on-call", url: receiver.url, allows: "127.0.0.1/32" });
    await page.goto("/settings/instance");
    await expect(page.getByLabel("Networks")).toHaveValue("127.0.0.1/32");
    await page.goto("/settings/notifications");

    const dialog = await edit();
    await expect(dialog.getByLabel("Address")).toHaveValue(receiver.url);
    await dialog.getByRole("textbox", { name: "User name" }).fill("hub");
    await dialog.getByLabel("Password").fill(" s3cret ");
    await dialog.getByLabel("Headers").fill("X-Api-Key: 4f9d1c\nHost: elsewhere");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText('"Host" is set by LunaSentri itself')).toBeVisible();
    // The first key takes the error away, and nothing else.
    await dialog.getByLabel("Headers").press("ControlOrMeta+a");
    await page.keyboard.type("X-Api-Key: 4f9d1c");
    await expect(dialog.getByLabel("Headers")).toHaveValue("X-Api-Key: 4f9d1c");
    await save();
    const basic = `Basic ${Buffer.from("hub: s3cret ").toString("base64")}`;
    expect(await testIt()).toEqual({ authorization: basic, key: "4f9d1c" });

    await edit();
    await expect(dialog.getByRole("textbox", { name: "User name" })).toHaveValue("");
    await expect(dialog.getByText("keep the current ones (X-Api-Key)")).toBeVisible();
    await save();
    expect(await testIt()).toEqual({ authorization: basic, key: "4f9d1c" });

    await edit();
    await dialog.getByLabel("Remove the user name and password").check();
    await dialog.getByLabel("Remove the headers").check();
    await save();
    expect(await testIt()).toEqual({ authorization: undefined, key: undefined });
  } finally {
    await receiver.stop();
  }
});
