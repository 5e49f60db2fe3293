import { existsSync } from "node:fs";
import path from "node:path";
import { attempt, installByApt, isRoot } from "./host";

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

function installed(): string | undefined {
  return KNOWN_PLACES.find((place) => existsSync(place));
}

/**
 * The browser for the tests: the one in CHROMIUM_PATH, one that is installed, Debian's, or (undefined) the one that
 * Playwright downloads. Throws with what to do when none can be had.
 */
export function obtainChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`);
  }
  const found = installed();
  if (found !== undefined) return found;
  if (installByApt("chromium")) return installed();
  const playwright = path.resolve(import.meta.dirname, "../../node_modules/playwright/cli.js");
  if (attempt(process.execPath, [playwright, "install", "chromium"])) return undefined;
  throw new Error(
    "The browser tests need Chromium. Install it (Debian: apt-get install chromium) or name one: CHROMIUM_PATH=/path/to/chromium",
  );
}
