// Takes a screenshot of every page, wide and narrow, light and dark, of a hub that it starts.
// All of them go to test-results/screenshots; those in the README and the guides go to docs/images.
import { copyFile, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright";
import { StartedHub } from "../tests/e2e/started-hub";
import { WebhookReceiver } from "../tests/support/webhook-receiver";
import { ROOT } from "./root.mjs";
import { say } from "./say.mjs";
import { ageHistory } from "./screenshots/age-history";
import { ADMIN, fillHub } from "./screenshots/fill-hub";
import { listPages } from "./screenshots/list-pages";
import { CHROMIUM_FLAGS, requireChromium } from "./test-tools/chromium.mjs";

const EVERYTHING = path.join(ROOT, "test-results/screenshots");
const DOCS = path.join(ROOT, "docs/images");

const IN_DOCS = [
  "overview-wide-light",
  "overview-wide-dark",
  "overview-phone-dark",
  "machines-wide-light",
  "machines-phone-light",
  "settings-notifications-wide-light",
];

const LOOKS = [
  { shape: "wide", theme: "light", width: 1280, height: 800 },
  { shape: "wide", theme: "dark", width: 1280, height: 800 },
  { shape: "phone", theme: "light", width: 360, height: 740 },
  { shape: "phone", theme: "dark", width: 360, height: 740 },
] as const;

type Shot = { name: string; address: string };

/** One page in every look. `before`: what to do first in a fresh browser. */
async function takeAll({
  browser,
  hub,
  shots,
  before = async () => {},
}: {
  browser: Browser;
  hub: StartedHub;
  shots: Shot[];
  before?: (page: Page) => Promise<void>;
}): Promise<void> {
  for (const { shape, theme, ...viewport } of LOOKS) {
    const context = await browser.newContext({
      baseURL: hub.url,
      viewport,
      colorScheme: theme,
      timezoneId: "Europe/Berlin",
      locale: "en-GB",
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    await before(page);
    for (const { name, address } of shots) await take({ page, address, name: `${name}-${shape}-${theme}` });
    await context.close();
  }
}

async function take({ page, address, name }: { page: Page; address: string; name: string }): Promise<void> {
  const isLive = page.waitForResponse("**/api/live", { timeout: 5_000 }).catch(() => null);
  await page.goto(address);
  await page.locator("h1").first().waitFor();
  await isLive;
  await page.evaluate(() => document.fonts.ready);
  // Everything that the page fetches has arrived.
  await page.waitForFunction(() => document.querySelector(".animate-pulse") === null);
  // Charts are drawn once their width is known.
  await page.waitForFunction(() => document.querySelector("figure:not(:has(canvas))") === null);
  const file = path.join(EVERYTHING, `${name}.png`);
  // Screenshots for the docs show the viewport, the others the whole page.
  await page.screenshot({ path: file, fullPage: !IN_DOCS.includes(name) });
  if (IN_DOCS.includes(name)) await copyFile(file, path.join(DOCS, `${name}.png`));
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(ADMIN.email);
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Machines" }).first().waitFor();
}

await rm(EVERYTHING, { recursive: true, force: true });
for (const folder of [EVERYTHING, DOCS]) await mkdir(folder, { recursive: true });
const hub = await StartedHub.start({ timeZone: "Europe/Berlin" });
const receiver = await WebhookReceiver.start();
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_FLAGS });
await takeAll({ browser, hub, shots: [{ name: "setup", address: hub.setupUrl }] });
say("Filling the hub…");
const filled = await fillHub({ hub, receiver });
ageHistory(hub);
say("Taking screenshots…");
await takeAll({ browser, hub, shots: [{ name: "sign-in", address: "/sign-in" }] });
const objects = { machines: filled.darkId, incidents: filled.incidentId };
const shots = [
  ...listPages(objects),
  { name: "machine-online", address: `/machines/${filled.onlineId}` },
  { name: "not-found", address: "/nothing-here" },
];
await takeAll({ browser, hub, shots, before: signIn });
await filled.stop();
await browser.close();
await receiver.stop();
await hub.stop();
say(`${(shots.length + 2) * LOOKS.length} screenshots are in ${path.relative(ROOT, EVERYTHING)}.`);
