import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const KNOWN_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const isRoot = process.getuid?.() === 0;

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

function attempt(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
    return true;
  } catch {
    return false;
  }
}

function installByApt(): boolean {
  if (!isRoot || !existsSync("/usr/bin/apt-get")) return false;
  return attempt("apt-get", ["update", "-qq"]) && attempt("apt-get", ["install", "-y", "-qq", "chromium"]);
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
  if (installByApt()) return installed();
  const playwright = path.resolve(import.meta.dirname, "../../node_modules/playwright/cli.js");
  if (attempt(process.execPath, [playwright, "install", "chromium"])) return undefined;
  throw new Error(
    "The browser tests need Chromium. Install it (Debian: apt-get install chromium) or name one: CHROMIUM_PATH=/path/to/chromium",
  );
}
