import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { runNode } from "../run.mjs";
import { installPackage } from "./apt.mjs";
import { hasApt, isRoot, runs } from "./host.mjs";

const KNOWN_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Flags that Chromium needs as root, and that keep it from talking to anybody but the product. */
export const CHROMIUM_FLAGS = [
  ...(isRoot ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where Playwright keeps the one that it downloads. */
function downloadedPlace() {
  return createRequire(import.meta.url)("playwright").chromium.executablePath();
}

/**
 * The browser for the tests: the one in CHROMIUM_PATH, one that is installed, or the one that Playwright has downloaded.
 * @returns {string | null} null: there is no browser that starts
 */
function findChromium() {
  const { CHROMIUM_PATH } = process.env;
  const places = CHROMIUM_PATH ? [CHROMIUM_PATH] : [...KNOWN_PLACES, downloadedPlace()];
  return places.find((place) => existsSync(place) && runs(place)) ?? null;
}

/**
 * The browser for the tests.
 * @returns {string}
 */
export function requireChromium() {
  const found = findChromium();
  if (found === null) throw new Error("Chromium is missing. Get it by: node scripts/obtain-test-tools.mjs");
  return found;
}

/** @type {import("../obtain-test-tools.mjs").Tool} */
export const chromium = {
  name: "Chromium",
  purpose: "the browser tests",
  advice:
    "Install it (Debian: apt-get install chromium) or name one that is installed: CHROMIUM_PATH=/path/to/chromium",
  isThere: () => findChromium() !== null,
  async obtain() {
    if (process.env.CHROMIUM_PATH) throw new Error(`${process.env.CHROMIUM_PATH} does not start`);
    await installPackage("chromium");
    if (chromium.isThere()) return;
    // Elsewhere than on Debian: Playwright's own, and on Debian's relatives the libraries that it needs.
    await runNode(
      "node_modules/playwright/cli.js",
      ["install", ...(hasApt ? ["--with-deps"] : []), "chromium"],
      { isQuiet: true, title: "playwright install chromium" },
    );
  },
};
