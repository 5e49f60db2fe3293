import { build } from "./build.mjs";
import { CommandFailed, whenMain } from "./run.mjs";
import { say } from "./say.mjs";
import { runPlaywright, runVitest } from "./test-counts.mjs";
import { verify } from "./verify.mjs";

/** @typedef {import("./test-counts.mjs").Counts} Counts */

/** @returns {Promise<Counts>} */
async function buildAndBrowse() {
  try {
    await build();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    say(`✗ ${error.message}; the tests of the whole product were left out`);
    return { passed: 0, failed: 1 };
  }
  say("The whole product, asked by whom it should not let in");
  const access = await runVitest(["access"]);
  say("The whole product, its processes killed and frozen");
  const faults = await runVitest(["faults-sqlite", "faults-postgresql"]);
  say("The whole product in a browser");
  const browser = await runPlaywright();
  return {
    passed: access.passed + faults.passed + browser.passed,
    failed: access.failed + faults.failed + browser.failed,
  };
}

/** @type {[string, () => Promise<Counts>][]} */
const STAGES = [
  ["Types, lint, layers, dead code, unit tests", verify],
  // One engine after the other: races are timed, and two servers at once would starve each other.
  ["Integration on SQLite", () => runVitest(["sqlite"])],
  ["Integration on PostgreSQL", () => runVitest(["postgresql"])],
  ["Production build", buildAndBrowse],
];

await whenMain(import.meta.url, async () => {
  const total = { passed: 0, failed: 0 };
  for (const [title, stage] of STAGES) {
    say(title);
    const { passed, failed } = await stage();
    total.passed += passed;
    total.failed += failed;
  }
  say(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed > 0 ? 1 : 0);
});
