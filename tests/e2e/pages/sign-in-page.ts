import type { Page } from "playwright/test";

export class SignInPage {
  constructor(private readonly page: Page) {}

  async signIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.page.getByLabel("E-mail address").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  get refusal() {
    return this.page.getByText("Wrong e-mail address or password.");
  }
}
