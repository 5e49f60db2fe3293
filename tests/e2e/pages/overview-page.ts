import type { Page } from "playwright/test";

export class OverviewPage {
  constructor(private readonly page: Page) {}

  get headline() {
    return this.page.getByRole("heading", { level: 1 });
  }

  step(action: "Add machine" | "Add channel" | "Send a test") {
    return this.page.getByRole("link", { name: action });
  }

  get setupChecklist() {
    return this.page.getByRole("heading", { name: "Three steps to your first alert" });
  }

  /** The entry of an offline machine. */
  offline(name: string) {
    return this.page
      .getByRole("region", { name: "Offline now" })
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("heading", { name }) });
  }

  /** The names of the offline machines, in order. */
  get offlineNames() {
    return this.page.getByRole("region", { name: "Offline now" }).getByRole("heading", { level: 3 });
  }

  /** How many of many machines are shown, and how many of those are unacknowledged. */
  get offlineNote() {
    return this.page
      .getByRole("region", { name: "Offline now" })
      .getByText(/^(\d+ of \d+ unacknowledged|All acknowledged|Showing \d+ of)/);
  }

  /** Shows the offline machines with one tag. */
  async onlyTag(tag: string) {
    const select = this.page.getByLabel("Filter by tag");
    const options = await select.getByRole("option").allTextContents();
    await select.selectOption(options.find((text) => text.startsWith(tag)) ?? tag);
  }

  get incidents() {
    return this.page.getByText(/was offline for \d/);
  }
}
