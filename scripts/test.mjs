import { build } from "./build.mjs";
import { obtainTestTools } from "./obtain-test-tools.mjs";
import { CommandFailed, whenMain } from "./run.mjs";
import { say } from "./say.mjs";
import { runPlaywright, runVitest, sum, summary } from "./test-counts.mjs";
import { verify } from "./verify.mjs";

/** @typedef {import("./test-counts.mjs").Counts} Counts */

/** @type {Counts} */
const ONE_FAILURE = { passed: 0, failed: 1, skipped: [] };

/** @returns {Promise<Counts>} */
async function buildAndBrowse() {
  try {
    await build();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    say(`✗ ${error.message}; the tests of the whole product were skipped`);
    return ONE_FAILURE;
  }
  say("The whole product: who gets in");
  const access = await runVitest(["access"]);
  say("The whole product: processes killed and frozen");
  const faults = await runVitest(["faults-sqlite", "faults-postgresql"]);
  say("The whole product: in a browser");
  return sum([access, faults, await runPlaywright()]);
}

/** @type {[string, () => Promise<Counts>][]} */
const STAGES = [
  ["Types, lint, layers, dead code, unit tests", verify],
  // One engine after the other: races are timed, and both at once would starve each other. The agent's tests mostly wait.
  ["Integration on SQLite, and the agent on machines of many kinds", () => runVitest(["sqlite", "agent"])],
  ["Integration on PostgreSQL", () => runVitest(["postgresql"])],
  ["Production build", buildAndBrowse],
];

/** @returns {Promise<Counts[]>} what each stage counted */
async function runStages() {
  try {
    await obtainTestTools();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return [ONE_FAILURE];
  }
  const counts = [];
  for (const [title, stage] of STAGES) {
    say(title);
    counts.push(await stage());
  }
  return counts;
}

await whenMain(import.meta.url, async () => {
  const total = sum(await runStages());
  say(summary(total));
  process.exit(total.failed > 0 ? 1 : 0);
});
