import { WebhookReceiver } from "../support/webhook-receiver";
import { expect, test } from "./fixtures";
import { NotificationsPage } from "./pages/notifications-page";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

// The browser reports the refused network and the refused header.
test.use({ expectedErrors: [/status of 422/], allowedNetworks: "" });

test("a webhook in a private network gets a password and headers, which are not shown again, and loses them; a pasted address becomes a templated one", async ({
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

    await page.getByRole("button", { name: "Add channel" }).click();
    const pasted = receiver.url.replace("://", "://hub:s3cret@");
    await dialog.getByLabel("Paste an address").fill(pasted);
    await page.keyboard.press("Enter");
    await expect(dialog.getByText("This may be one of the following")).toBeVisible();
    await notifications.chooseType("Templated webhook");
    await expect(dialog.getByText("Filled in from the address")).toBeVisible();
    await expect(dialog.getByLabel("Address")).toHaveValue(receiver.url);
    await dialog.getByLabel("Name", { exact: true }).fill("ticket system");
    await dialog.getByLabel("Body (none with GET)").fill('{"what":"{{titel}}"}');
    await dialog.getByRole("button", { name: "Preview" }).click();
    await expect(dialog.getByText(/{{titel}}, which is no placeholder/)).toBeVisible();
    await dialog.getByLabel("Body (none with GET)").fill('{"what":"{{title}}","machine":"{{machine.id}}"}');
    await dialog.getByRole("button", { name: "Preview" }).click();
    await expect(dialog.getByRole("textbox", { name: "Machine is back online" })).toHaveValue(
      /web-01 is back online/,
    );
    await dialog.getByRole("button", { name: "Add templated webhook" }).click();
    await dialog.getByRole("button", { name: "Send a test" }).click();
    await expect(dialog.getByText("It arrived")).toBeVisible();
    const { body, headers } = receiver.received.at(-1) ?? {};
    expect(body).toEqual({ what: expect.stringMatching(/test/i), machine: null });
    expect(headers?.authorization).toBe(`Basic ${Buffer.from("hub:s3cret").toString("base64")}`);
  } finally {
    await receiver.stop();
  }
});
