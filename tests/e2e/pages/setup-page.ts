import type { Page } from "playwright/test";

export const ADMIN = { name: "Ada Lovelace", email: "ada@example.org", password: "correct horse battery" };

/** The first page of a fresh hub. */
export class SetupPage {
  constructor(private readonly page: Page) {}

  async createAdmin(): Promise<void> {
    await this.page.getByLabel("Your name").fill(ADMIN.name);
    await this.page.getByLabel("E-mail address").fill(ADMIN.email);
    await this.page.getByLabel("Password").fill(ADMIN.password);
    await this.page.getByRole("button", { name: "Create admin" }).click();
  }
}
