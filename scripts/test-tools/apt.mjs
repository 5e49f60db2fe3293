import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { hasApt } from "./host.mjs";

const execute = promisify(execFile);

const LOCK_LIMIT_S = 600;
const LOCKED = /Could not get lock|Unable to (acquire|lock)/;

/**
 * Runs apt-get, and waits as long as another program has one of its locks.
 * @param {string[]} args
 * @returns {Promise<string | null>} its complaint; null: it succeeded
 */
async function aptGet(args) {
  const deadline = Date.now() + LOCK_LIMIT_S * 1_000;
  // Its complaints in English, and no questions.
  const env = { ...process.env, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" };
  for (;;) {
    try {
      await execute("apt-get", ["-qq", "-o", `DPkg::Lock::Timeout=${LOCK_LIMIT_S}`, ...args], { env });
      return null;
    } catch (error) {
      const complaint = String(/** @type {{ stderr?: string }} */ (error).stderr ?? error).trim();
      // The package lists and the download folder have locks of their own, for which apt-get itself does not wait.
      if (!LOCKED.test(complaint) || Date.now() > deadline) return complaint;
    }
    await sleep(1_000);
  }
}

/**
 * Installs a package of Debian's where that can be done.
 * @param {string} name
 * @returns {Promise<string | null>} why it could not be installed; null: it is there
 */
export async function installPackage(name) {
  if (!hasApt) return "packages can only be installed by root, with apt-get";
  // Lists that could not be fetched may still do: the installation itself decides.
  await aptGet(["update"]);
  return aptGet(["install", "-y", name]);
}
