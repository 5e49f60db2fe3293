import type { Page } from "playwright/test";

export class OverviewPage {
  constructor(private readonly page: Page) {}

  get headline() {
    return this.page.getByRole("heading", { level: 1 });
  }

  step(action: "Add machine" | "Add channel" | "Send a test") {
    return this.page.getByRole("link", { name: action });
  }

  get firstSteps() {
    return this.page.getByRole("heading", { name: "Three steps until you are told" });
  }

  /** The prominent entry of a machine that is dark. */
  offline(name: string) {
    return this.page
      .getByRole("region", { name: "Offline now" })
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("heading", { name }) });
  }

  /** The names of all of them, as they stand there. */
  get offlineNames() {
    return this.page.getByRole("region", { name: "Offline now" }).getByRole("heading", { level: 3 });
  }

  /** How many of many are shown, and how many of those nobody is on. */
  get offlineNote() {
    return this.page.getByRole("region", { name: "Offline now" }).getByText(/body is on/);
  }

  /** Shows the dark machines of one tag. */
  async onlyTag(tag: string) {
    const select = this.page.getByLabel("Only machines with the tag");
    const options = await select.getByRole("option").allTextContents();
    await select.selectOption(options.find((text) => text.startsWith(tag)) ?? tag);
  }

  get incidents() {
    return this.page.getByText(/was offline \d/);
  }
}
