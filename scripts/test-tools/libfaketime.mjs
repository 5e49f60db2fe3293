import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { installPackage } from "./apt.mjs";

const FOLDERS = ["/usr/lib", "/usr/lib64", "/usr/local/lib"];

/** Whether a process can be given a clock of its own here: the library is preloaded in Linux's way. */
export const hasFalseClocks = process.platform === "linux";

/**
 * The library that gives a process a clock of its own.
 * @returns {string | null}
 */
export function findLibfaketime() {
  // Debian has it below a folder for the host's architecture.
  const folders = FOLDERS.filter(existsSync).flatMap((folder) => [
    folder,
    ...readdirSync(folder).map((name) => path.join(folder, name)),
  ]);
  return folders.map((folder) => path.join(folder, "faketime/libfaketimeMT.so.1")).find(existsSync) ?? null;
}

/** @type {import("../obtain-test-tools.mjs").Tool} */
export const libfaketime = {
  name: "libfaketime",
  purpose: "the tests of clocks that are set or stand still",
  advice: "Install it (Debian: apt-get install libfaketime)",
  isThere: () => !hasFalseClocks || findLibfaketime() !== null,
  async obtain() {
    const complaint = await installPackage("libfaketime");
    if (complaint !== null) throw new Error(complaint);
  },
};
