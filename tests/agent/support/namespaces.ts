import { spawnSync } from "node:child_process";

// A user who is not root may still be root of a namespace of their own.
const FLAGS = process.getuid?.() === 0 ? ["-m"] : ["-rm"];

/** Whether a process can be given mounts of its own here. */
export const hasOwnMounts =
  process.platform === "linux" &&
  spawnSync("unshare", [...FLAGS, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], { stdio: "ignore" }).status === 0;

export const NO_OWN_MOUNTS = "processes cannot be given mounts of their own here (unshare -m)";

/** The command line that runs `command` with mounts of its own, after a shell script that makes them. */
export function withMounts(script: string, command: readonly string[]): string[] {
  return ["unshare", ...FLAGS, "sh", "-c", `set -e\n${script}\nexec "$@"`, "sh", ...command];
}
