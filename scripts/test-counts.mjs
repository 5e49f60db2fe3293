import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CommandFailed, runNode } from "./run.mjs";

/** @typedef {{ passed: number, failed: number }} Counts */
/** @typedef {{ title: string, tries: string, figure: string, isPassed: boolean }} Claim */

/**
 * Runs a test runner that writes a JSON report, and counts its test cases. A runner that fails without a failed case
 * (nothing found, an error between the tests) counts as one failure.
 * @template {Counts} Result
 * @param {(reportFile: string) => Promise<void>} run
 * @param {(report: any) => Result} read
 * @param {Result} none what there is to say when nothing could be read
 * @returns {Promise<Result>}
 */
async function count(run, read, none) {
  const folder = mkdtempSync(path.join(tmpdir(), "lunasentri-report-"));
  const reportFile = path.join(folder, "report.json");
  let isFailed = false;
  try {
    await run(reportFile).catch((error) => {
      if (!(error instanceof CommandFailed)) throw error;
      isFailed = true;
    });
    const result = read(JSON.parse(readFileSync(reportFile, "utf8")));
    return { ...result, failed: Math.max(result.failed, isFailed ? 1 : 0) };
  } catch (error) {
    if (!isFailed) throw error;
    return { ...none, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The claims of tests/faults in a report of vitest (tests/support/claim.ts).
 * @param {any} report
 * @returns {Claim[]}
 */
function readClaims(report) {
  return report.testResults
    .flatMap((/** @type {any} */ file) => file.assertionResults)
    .filter((/** @type {any} */ test) => test.meta.claim !== undefined)
    .map((/** @type {any} */ test) => ({
      title: test.title,
      ...test.meta.claim,
      isPassed: test.status === "passed",
    }));
}

/**
 * @param {string[]} projects of vitest.config.ts
 * @param {{ files?: string[], env?: NodeJS.ProcessEnv }} [options] `files`: all of them unless some are named
 * @returns {Promise<Counts & { claims: Claim[] }>}
 */
export function runVitest(projects, { files = [], env = process.env } = {}) {
  return count(
    (reportFile) =>
      runNode(
        "node_modules/vitest/vitest.mjs",
        [
          "run",
          ...files,
          ...projects.map((name) => `--project=${name}`),
          "--reporter=default",
          "--reporter=json",
          `--outputFile.json=${reportFile}`,
        ],
        { env },
      ),
    (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      claims: readClaims(report),
    }),
    { passed: 0, failed: 0, claims: [] },
  );
}

/** @returns {Promise<Counts>} */
export function runPlaywright() {
  return count(
    (reportFile) =>
      runNode("node_modules/playwright/cli.js", ["test", "--reporter=list,json"], {
        env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
      }),
    ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
    { passed: 0, failed: 0 },
  );
}
