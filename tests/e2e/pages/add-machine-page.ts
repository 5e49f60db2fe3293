import type { Page } from "playwright/test";

/** From a name to the first report. */
export class AddMachinePage {
  constructor(private readonly page: Page) {}

  async add({ name, offlineAfter }: { name: string; offlineAfter: string }): Promise<void> {
    await this.page.getByRole("textbox", { name: "Name" }).fill(name);
    await this.page.getByRole("textbox", { name: "Alert when silent for" }).fill(offlineAfter);
    await this.page.getByRole("button", { name: "Add machine" }).click();
  }

  get waiting() {
    return this.page.getByText("Waiting for the first report…");
  }

  /** The line that installs the agent, as it is shown. */
  installCommand(): Promise<string> {
    return this.page.getByRole("textbox", { name: "install command" }).inputValue();
  }

  /** The lines to paste, as they are shown. */
  async lines(): Promise<string> {
    await this.page.getByRole("tab", { name: "Without installing" }).click();
    return this.page.getByRole("textbox", { name: "lines to paste" }).inputValue();
  }

  key(): Promise<string> {
    return this.page.getByRole("textbox", { name: "API key" }).inputValue();
  }

  online(name: string) {
    return this.page.getByText(`${name} is online`);
  }

  async setUpAlerts(): Promise<void> {
    await this.page.getByRole("link", { name: "Set up alerts" }).click();
  }
}
