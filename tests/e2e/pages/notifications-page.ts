import type { Locator, Page } from "playwright/test";

/** Channels and what went through them. */
export class NotificationsPage {
  constructor(private readonly page: Page) {}

  /** Fills the open dialog and returns the secret that is shown once. */
  async addWebhook({
    name,
    url,
    allows,
  }: {
    name: string;
    url: string;
    /** The network that has to be allowed first. */
    allows?: string;
  }): Promise<string> {
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByLabel("Address").fill(url);
    await dialog.getByRole("button", { name: "Add webhook" }).click();
    if (allows !== undefined) {
      await dialog.getByText(`can allow ${allows} under Settings → Instance`).waitFor();
      await dialog.getByRole("button", { name: `Allow ${allows}` }).click();
    }
    const secret = await dialog.getByRole("textbox", { name: "webhook secret" }).inputValue();
    await dialog.getByRole("button", { name: "I've saved it" }).click();
    return secret;
  }

  async addTelegram({ name, chatId }: { name: string; chatId: number }): Promise<void> {
    const dialog = await this.addChannel("Telegram");
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByLabel("Chat id").fill(String(chatId));
    await dialog.getByRole("button", { name: "Add Telegram" }).click();
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** Requests a link in the dialog and passes its token to the bot. */
  async linkChat(): Promise<string> {
    const dialog = await this.addChannel("Telegram");
    await dialog.getByRole("button", { name: "Link a chat" }).click();
    const link = await dialog.getByRole("link", { name: "Open a chat with the bot" }).getAttribute("href");
    return new URL(link ?? "").searchParams.get("start") ?? "";
  }

  /** Opens the kinds of channels, chooses one, and returns the dialog with its form. */
  async addChannel(label: string): Promise<Locator> {
    await this.page.getByRole("button", { name: "Add channel" }).click();
    return this.chooseType(label);
  }

  /** Chooses a kind of channel among the tiles, and returns the dialog with its form. */
  async chooseType(label: string): Promise<Locator> {
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("button", { name: new RegExp(`^${label}\\b`) }).click();
    return dialog;
  }

  async test(name: string): Promise<void> {
    await this.page.getByRole("button", { name: `Test ${name}` }).click();
  }

  get answer() {
    return this.page.getByRole("status").filter({ hasText: /^It (arrived|did not arrive)/ });
  }

  toggle(name: string) {
    return this.page.getByRole("switch", { name: `${name} is on` });
  }
}
