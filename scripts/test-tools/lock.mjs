import { createHash } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "../root.mjs";

const FILE = path.join(
  tmpdir(),
  `lunasentri-test-tools-${createHash("sha256").update(ROOT).digest("hex").slice(0, 16)}`,
);
const LOOK_EVERY_MS = 200;

/** Whether the process that took the lock still runs. */
function isHeld() {
  try {
    return process.kill(Number(readFileSync(FILE, "utf8")), 0);
  } catch (error) {
    // Another user's process may not be asked, but it runs.
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** @returns {boolean} false: another process has it */
function take() {
  const draft = `${FILE}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    // A link appears with its content, and only where there is no file yet.
    linkSync(draft, FILE);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    if (!isHeld()) rmSync(FILE, { force: true });
    return false;
  } finally {
    rmSync(draft);
  }
}

/**
 * Does the work while no other process does the same in this folder: it waits for one that does.
 * @param {() => Promise<void>} work
 */
export async function alone(work) {
  while (!take()) await sleep(LOOK_EVERY_MS);
  try {
    await work();
  } finally {
    rmSync(FILE, { force: true });
  }
}
