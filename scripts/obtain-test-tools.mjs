import { install } from "./install.mjs";
import { CommandFailed, whenMain } from "./run.mjs";
import { say } from "./say.mjs";
import { chromium } from "./test-tools/chromium.mjs";
import { curl } from "./test-tools/curl.mjs";
import { libfaketime } from "./test-tools/libfaketime.mjs";
import { alone } from "./test-tools/lock.mjs";
import { nginx } from "./test-tools/nginx.mjs";
import { pgbouncer } from "./test-tools/pgbouncer.mjs";
import { postgresql } from "./test-tools/postgresql.mjs";
import { shells } from "./test-tools/shells.mjs";

/**
 * A program that tests need and npm does not install, or not everywhere. `obtain` throws if it cannot be obtained.
 * @typedef {{ name: string, purpose: string, advice: string, isThere: () => boolean, obtain: () => Promise<void> }} Tool
 */

// PostgreSQL first: to get it, npm may reinstall all packages, Playwright among them.
const TOOLS = [postgresql, curl, libfaketime, pgbouncer, nginx, shells, chromium];

/**
 * @param {Tool} tool
 * @returns {Promise<string | null>} what to do if it cannot be obtained; null: it is there
 */
async function obtain({ name, purpose, advice, isThere, obtain }) {
  if (isThere()) return null;
  say(`Obtaining ${name}…`);
  let complaint = "";
  try {
    await obtain();
  } catch (error) {
    complaint = error instanceof Error ? error.message : String(error);
  }
  if (isThere()) return null;
  return [`${name}, for ${purpose}. ${advice}`, ...complaint.split("\n").filter(Boolean)].join("\n    ");
}

/**
 * Makes sure that every program that a test needs is there, one after the other and before any test runs. Throws
 * CommandFailed, after one message that names all that could not be obtained and says what to do.
 */
export async function obtainTestTools() {
  await alone(async () => {
    await install({ withDev: true });
    /** @type {string[]} */
    const missing = [];
    for (const tool of TOOLS) {
      const advice = await obtain(tool);
      if (advice !== null) missing.push(`  ${advice}`);
    }
    if (missing.length > 0) {
      say(["The tests need tools that could not be obtained here:", ...missing].join("\n"));
      throw new CommandFailed("Obtaining what the tests need", 1);
    }
  });
  say(`The tools for the tests are ready: ${TOOLS.map(({ name }) => name).join(", ")}`);
}

await whenMain(import.meta.url, obtainTestTools);
