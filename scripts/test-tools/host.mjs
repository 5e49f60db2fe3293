import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

export const isRoot = process.getuid?.() === 0;

/** Whether packages of Debian's can be installed here without asking anybody. */
export const hasApt = isRoot && existsSync("/usr/bin/apt-get");

const LIMIT_MS = 60_000;

/**
 * Whether a program is there and starts.
 * @param {string} command
 * @param {string} flag what makes it say its version
 */
export function runs(command, flag = "--version") {
  return spawnSync(command, [flag], { stdio: "ignore", timeout: LIMIT_MS }).status === 0;
}
