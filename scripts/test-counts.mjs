import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CommandFailed, runNode } from "./run.mjs";

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * Runs a test runner that writes a JSON report, and counts its test cases. A runner that fails without a failed case
 * (nothing found, an error between the tests) counts as one failure.
 * @param {(reportFile: string) => Promise<void>} run
 * @param {(report: any) => Counts} read
 * @returns {Promise<Counts>}
 */
async function count(run, read) {
  const folder = mkdtempSync(path.join(tmpdir(), "lunasentri-report-"));
  const reportFile = path.join(folder, "report.json");
  let isFailed = false;
  try {
    await run(reportFile).catch((error) => {
      if (!(error instanceof CommandFailed)) throw error;
      isFailed = true;
    });
    const { passed, failed } = read(JSON.parse(readFileSync(reportFile, "utf8")));
    return { passed, failed: Math.max(failed, isFailed ? 1 : 0) };
  } catch (error) {
    if (!isFailed) throw error;
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string[]} projects of vitest.config.ts
 * @returns {Promise<Counts>}
 */
export function runVitest(projects) {
  return count(
    (reportFile) =>
      runNode("node_modules/vitest/vitest.mjs", [
        "run",
        ...projects.map((name) => `--project=${name}`),
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${reportFile}`,
      ]),
    (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
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
  );
}
