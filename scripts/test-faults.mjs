import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { obtainTestTools } from "./obtain-test-tools.mjs";
import { CommandFailed, whenMain } from "./run.mjs";
import { say } from "./say.mjs";
import { runVitest } from "./test-counts.mjs";

/** @typedef {import("./test-counts.mjs").Claim & { engine: string }} Row */

const ENGINES = ["sqlite", "postgresql"];
const USAGE =
  "npm run test:faults -- [--engine sqlite|postgresql] [--only NAME] [--short] [--runs N]\n" +
  "NAME: a file of tests/faults, or the beginning of its name. N: runs of the state machine against its model.";

function readOptions() {
  const { values } = parseArgs({
    options: {
      engine: { type: "string" },
      only: { type: "string" },
      short: { type: "boolean", default: false },
      runs: { type: "string" },
    },
  });
  if (values.engine !== undefined && !ENGINES.includes(values.engine)) throw new Error("no such engine");
  if (values.runs !== undefined && !/^\d+$/.test(values.runs)) throw new Error("--runs takes a number");
  return values;
}

/** @param {Row[]} rows */
function printTable(rows) {
  const head = { title: "claim", engine: "engine", tries: "tries", figure: "figure", verdict: "" };
  const lines = [head, ...rows.map((row) => ({ ...row, verdict: row.isPassed ? "pass" : "FAIL" }))];
  /** @type {("title" | "engine" | "tries" | "figure" | "verdict")[]} */
  const columns = ["title", "engine", "tries", "figure", "verdict"];
  const widths = columns.map((column) => Math.max(...lines.map((line) => line[column].length)));
  say("");
  for (const line of lines) {
    say(
      columns
        .map((column, index) => line[column].padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}

await whenMain(import.meta.url, async () => {
  const options = (() => {
    try {
      return readOptions();
    } catch (error) {
      throw new CommandFailed(`${error instanceof Error ? error.message : error}\n${USAGE}\nThe proof`, 2);
    }
  })();
  await obtainTestTools();
  await build();
  const env = {
    ...process.env,
    FAULTS_FORM: options.short ? "short" : "full",
    ...(options.runs !== undefined && { MODEL_RUNS: options.runs }),
  };
  /** @type {Row[]} */
  const rows = [];
  let failed = 0;
  for (const engine of options.engine === undefined ? ENGINES : [options.engine]) {
    const files = options.only === undefined ? [] : [`tests/faults/${options.only}`];
    const result = await runVitest([`faults-${engine}`], { files, env });
    rows.push(...result.claims.map((claim) => ({ ...claim, engine })));
    failed += result.failed;
  }
  printTable(rows);
  if (failed > 0) throw new CommandFailed("The proof", 1);
});
