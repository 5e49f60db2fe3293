import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./root.mjs";
import { run } from "./run.mjs";
import { say } from "./say.mjs";

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/**
 * @param {string} file relative to the root
 * @returns {LockedPackages}
 */
function readPackages(file) {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const { "": _root, ...packages } = JSON.parse(text).packages;
  return packages;
}

/**
 * Whether the installed packages are exactly the locked ones. Optional packages may be missing: they are for other
 * platforms.
 * @param {{ locked: LockedPackages, installed: LockedPackages, withDev: boolean }} state
 */
function isInstalled({ locked, installed, withDev }) {
  return Object.entries(locked).every(([folder, { version, dev, optional, devOptional }]) => {
    const present = installed[folder];
    if (present !== undefined) return present.version === version;
    return optional || devOptional || (dev && !withDev);
  });
}

/**
 * Makes node_modules match package-lock.json. Development packages are kept if any are installed.
 * @param {{ withDev?: boolean, isAnew?: boolean }} [options] `isAnew`: even if everything seems to be installed
 */
export async function install({ withDev = false, isAnew = false } = {}) {
  const isFirst = !existsSync(path.join(ROOT, "node_modules/.package-lock.json"));
  const installed = isFirst ? {} : readPackages("node_modules/.package-lock.json");
  const keepDev = withDev || Object.values(installed).some(({ dev }) => dev === true);
  const locked = readPackages("package-lock.json");
  if (!isAnew && isInstalled({ locked, installed, withDev: keepDev })) return;
  say(
    isFirst ? "Installing packages (only at the first start; takes about a minute)…" : "Updating packages…",
  );
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error", ...(keepDev ? [] : ["--omit=dev"])];
  const npm = process.env.npm_execpath;
  // With NODE_ENV=production in the environment, npm would leave out development packages by itself.
  const env = { ...process.env, NODE_ENV: /** @type {const} */ ("development") };
  if (npm?.endsWith(".js"))
    await run(process.execPath, [npm, ...args], { env, title: "npm ci", isQuiet: true });
  else await run("npm", args, { env, title: "npm ci", isQuiet: true });
}
