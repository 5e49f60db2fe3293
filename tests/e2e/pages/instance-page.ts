import type { Page } from "playwright/test";

/** What belongs to the whole installation. */
export class InstancePage {
  constructor(private readonly page: Page) {}

  async setBotToken(token: string): Promise<void> {
    await this.page.getByLabel("Bot token").fill(token);
    await this.page.getByRole("button", { name: "Save token" }).click();
  }

  bot(username: string) {
    return this.page.getByText(`@${username}`);
  }
}
