import type { Page } from "playwright/test";
import { expect, test } from "./fixtures";
import { chooseFromMenu } from "./pages/choose-from-menu";
import { OverviewPage } from "./pages/overview-page";
import { ADMIN, SetupPage } from "./pages/setup-page";
import { SignInPage } from "./pages/sign-in-page";

const GRACE = { name: "Grace Hopper", email: "grace@example.org", password: "battery staple" };

/** Leaves the page first: an answer that is still under way to it would bring the session's cookie back. */
async function forgetCookies(page: Page): Promise<void> {
  await page.goto("about:blank");
  await page.context().clearCookies();
}

test.beforeEach(async ({ page, hub }) => {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
});

test("somebody new joins by a link, forgets their password, and is let in by another link", async ({
  page,
  browser,
  hub,
}) => {
  await page.goto("/settings/team");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByRole("dialog").getByLabel("E-mail address").fill(GRACE.email);
  await page.getByRole("button", { name: "Create link" }).click();
  const invitation = await page.getByRole("textbox", { name: "invitation" }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await page.goto(invitation);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are already in My team");
  await expect(page.getByRole("button", { name: /^Join/ })).toHaveCount(0);
  await page.goto("/settings/team");

  const theirs = await (await browser.newContext({ baseURL: hub.url })).newPage();
  await theirs.goto(invitation);
  await expect(theirs.getByLabel("E-mail address")).toHaveValue(GRACE.email);
  await theirs.getByLabel("Your name").fill(GRACE.name);
  await theirs.getByLabel("Password").fill("forgotten soon");
  await theirs.getByRole("button", { name: "Create account and join" }).click();
  await expect(new OverviewPage(theirs).headline).toHaveText("No machines yet");
  await theirs.goto("/machines/new");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(/^Add/);
  await theirs.goto(invitation);
  await expect(theirs.getByText("This invitation has expired or was used")).toBeVisible();

  await theirs.goto("/machines/new");
  await page.getByRole("combobox", { name: `Role of ${GRACE.name}` }).selectOption("viewer");
  await expect(theirs.getByText("Your session has ended. Sign in again to continue.")).toBeVisible();
  await new SignInPage(theirs).signIn({ ...GRACE, password: "forgotten soon" });
  await expect(theirs.getByText("Page not found")).toBeVisible();

  await page.getByRole("button", { name: `Reset the password of ${GRACE.name}` }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  const reset = await page.getByRole("textbox", { name: "reset link" }).inputValue();
  await forgetCookies(theirs);
  await theirs.goto(reset);
  await theirs.getByLabel("New password").fill(GRACE.password);
  await theirs.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(new OverviewPage(theirs).headline).toHaveText("No machines yet");
  await forgetCookies(theirs);
  await theirs.goto("/sign-in");
  await new SignInPage(theirs).signIn({ ...GRACE, password: "forgotten soon" });
  await expect(new SignInPage(theirs).refusal).toBeVisible();
  await theirs.context().close();
});

test("an account that is disabled leaves its page, is told why after the right password, and is enabled again", async ({
  page,
  browser,
  hub,
}) => {
  const invited = await page.request.post(`${hub.url}/api/v1/invitations`, { data: { role: "member" } });
  const theirs = await (await browser.newContext({ baseURL: hub.url })).newPage();
  await theirs.goto((await invited.json()).url);
  await theirs.getByLabel("Your name").fill(GRACE.name);
  await theirs.getByLabel("E-mail address").fill(GRACE.email);
  await theirs.getByLabel("Password").fill("gracehopper1");
  await theirs.getByRole("button", { name: "Create account and join" }).click();
  await expect(theirs.getByText(/easy to guess from your name/)).toBeVisible();
  await theirs.getByLabel("Password").fill(GRACE.password);
  await theirs.getByRole("button", { name: "Create account and join" }).click();
  await expect(new OverviewPage(theirs).headline).toHaveText("No machines yet");
  const made = await theirs.request.post(`${hub.url}/api/v1/tokens`, { data: { name: "backup script" } });
  expect(made.status()).toBe(201);

  await page.goto("/settings/tokens");
  await expect(page.getByText(`${GRACE.name}, member · never used`)).toBeVisible();
  await page.goto("/settings/instance");
  await page.getByRole("searchbox", { name: "Name or e-mail address" }).fill("hopper");
  await page.getByRole("searchbox", { name: "Name or e-mail address" }).press("Enter");
  await expect(page).toHaveURL(/q=hopper/);
  await page.getByRole("button", { name: `Disable the account of ${GRACE.name}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable the account" }).click();
  await expect(theirs.getByText("Your session has ended. Sign in again to continue.")).toBeVisible();
  await new SignInPage(theirs).signIn(GRACE);
  await expect(theirs.getByText("This account is disabled.")).toBeVisible();

  await page.getByRole("button", { name: `Enable the account of ${GRACE.name}` }).click();
  await expect(page.getByRole("button", { name: `Disable the account of ${GRACE.name}` })).toBeVisible();
  await new SignInPage(theirs).signIn(GRACE);
  await expect(new OverviewPage(theirs).headline).toHaveText("No machines yet");
  await theirs.context().close();
});

test("a session that is signed out from another browser leaves its page, says why, and leads back", async ({
  page,
  browser,
  hub,
}) => {
  const theirs = await (await browser.newContext({ baseURL: hub.url })).newPage();
  await theirs.goto("/incidents?status=open");
  await expect(theirs.getByText("The hub that monitors your machines.")).toBeVisible();
  await new SignInPage(theirs).signIn(ADMIN);
  await expect(theirs).toHaveURL(/incidents\?status=open$/);
  await page.goto("/settings/profile");
  await page.getByRole("button", { name: /^Sign out all others/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out all others" }).click();
  await expect(theirs.getByText("Your session has ended. Sign in again to continue.")).toBeVisible();
  await new SignInPage(theirs).signIn(ADMIN);
  await expect(theirs).toHaveURL(/incidents\?status=open$/);
  await theirs.context().close();
});

test("the menu leads from one team to another and back", async ({ page }) => {
  const menu = page.getByRole("button", { name: `Account of ${ADMIN.name}` });
  await chooseFromMenu({ button: menu, item: page.getByRole("menuitem", { name: "Create a team" }) });
  await page.getByLabel("Team name").fill("Day watch");
  await page.getByRole("dialog").locator("button[type=submit]").click();
  await expect(menu).toContainText("Day watch");
  await chooseFromMenu({ button: menu, item: page.getByRole("menuitem", { name: /My team/ }) });
  await expect(menu).toContainText("My team");
});

test("an API token is shown once, works for a program, and is refused once it is revoked", async ({
  page,
  request,
  hub,
}) => {
  await page.goto("/settings/tokens");
  await page.getByRole("button", { name: "Create token" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("backup script");
  await page.getByRole("dialog").getByLabel("Role").selectOption("viewer");
  await page.getByRole("dialog").locator("button[type=submit]").click();
  const token = await page.getByRole("textbox", { name: "API token" }).inputValue();
  await page.getByRole("button", { name: "I've saved it" }).click();
  await expect(page.getByText("Never used")).toBeVisible();
  expect(await page.content()).not.toContain(token);

  const headers = { authorization: `Bearer ${token}` };
  const read = () => request.get(`${hub.url}/api/v1/overview`, { headers });
  expect((await read()).status()).toBe(200);
  const write = await request.post(`${hub.url}/api/v1/machines`, { headers, data: { name: "web-1" } });
  expect(write.status()).toBe(403);
  await page.getByRole("button", { name: "Revoke backup script" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke backup script" }).click();
  await expect(page.getByText("No tokens yet")).toBeVisible();
  expect((await read()).status()).toBe(401);
});
