import { spawnSync } from "node:child_process";
import { installPackage } from "./apt.mjs";
import { hasApt } from "./host.mjs";

// A program of each package, and how it starts without doing anything.
const PACKAGES = /** @type {const} */ ([
  ["busybox", ["true"]],
  ["gawk", ["BEGIN {}"]],
  ["mawk", ["BEGIN {}"]],
  ["original-awk", ["BEGIN {}"]],
]);

const missing = () =>
  PACKAGES.filter(([name, args]) => spawnSync(name, args, { stdio: "ignore" }).status !== 0).map(
    ([name]) => name,
  );

/** @type {import("../obtain-test-tools.mjs").Tool} */
export const shells = {
  name: "busybox and three kinds of awk",
  purpose: "the tests of the agent",
  advice: "Install them (Debian: apt-get install busybox gawk mawk original-awk)",
  // Elsewhere, the tests do with those that are installed, and say which are not.
  isThere: () => !hasApt || missing().length === 0,
  async obtain() {
    for (const name of missing()) {
      const complaint = await installPackage(name);
      if (complaint !== null) throw new Error(complaint);
    }
  },
};
