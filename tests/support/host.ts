import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

export const isRoot = process.getuid?.() === 0;

/** Runs a command to its end, showing what it complains about. Returns whether it succeeded. */
export function attempt(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
    return true;
  } catch {
    return false;
  }
}

/** Installs a package of Debian's where that is possible. */
export function installByApt(name: string): boolean {
  if (!isRoot || !existsSync("/usr/bin/apt-get")) return false;
  return attempt("apt-get", ["update", "-qq"]) && attempt("apt-get", ["install", "-y", "-qq", name]);
}
