import { existsSync } from "node:fs";
import { installPackage } from "./apt.mjs";
import { hasApt, runs } from "./host.mjs";

// Debian installs it where only root's PATH leads.
const PROGRAM = "/usr/sbin/pgbouncer";

/** @returns {string | null} */
export function findPgbouncer() {
  if (existsSync(PROGRAM)) return PROGRAM;
  return runs("pgbouncer") ? "pgbouncer" : null;
}

/** @type {import("../obtain-test-tools.mjs").Tool} */
export const pgbouncer = {
  name: "PgBouncer",
  purpose: "the tests behind a pooler of PostgreSQL",
  advice: "Install it (Debian: apt-get install pgbouncer)",
  // Its tests are skipped where it cannot be installed by itself.
  isThere: () => !hasApt || findPgbouncer() !== null,
  async obtain() {
    const complaint = await installPackage("pgbouncer");
    if (complaint !== null) throw new Error(complaint);
  },
};
