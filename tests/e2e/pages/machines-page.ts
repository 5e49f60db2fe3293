import type { Page } from "playwright/test";

/** The list of all machines. */
export class MachinesPage {
  constructor(private readonly page: Page) {}

  /** Adds machines as their own pages do, without a visit to the form. */
  async addAll(machines: { name: string; tags?: string[] }[]): Promise<void> {
    await this.page.evaluate(async (all) => {
      for (const machine of all) {
        await fetch("/api/v1/machines", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(machine),
        });
      }
    }, machines);
  }

  /** The names in the order shown. */
  names(): Promise<string[]> {
    return this.page.locator("tbody a[data-machine]").allInnerTexts();
  }

  row(name: string) {
    return this.page.getByRole("row").filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }

  box(name: string) {
    return this.page.getByRole("checkbox", { name: `Select ${name}`, exact: true });
  }

  sortBy(column: string) {
    return this.page.getByRole("columnheader", { name: column }).getByRole("button");
  }

  get search() {
    return this.page.getByRole("searchbox");
  }

  get bar() {
    return this.page.getByRole("region", { name: "Selected machines" });
  }

  get undo() {
    return this.page.getByRole("button", { name: "Undo" });
  }

  async deleteSelected(): Promise<void> {
    await this.bar.getByRole("button", { name: "More actions" }).click();
    await this.page.getByRole("menuitem", { name: "Delete…" }).click();
    await this.page
      .getByRole("alertdialog")
      .getByRole("button", { name: /^Delete / })
      .click();
  }
}
