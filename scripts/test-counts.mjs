import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CommandFailed, runNode } from "./run.mjs";

/** @typedef {{ title: string, reason: string }} Skipped */
/** @typedef {{ passed: number, failed: number, skipped: Skipped[] }} Counts */
/** @typedef {{ title: string, tries: string, figure: string, isPassed: boolean }} Claim */
/** @typedef {Counts & { claims: Claim[] }} Result */

/** @type {Result} */
const NOTHING = { passed: 0, failed: 0, skipped: [], claims: [] };

/**
 * Runs a test runner that writes a JSON report, and reads it. A runner that fails without a failed case (nothing found,
 * an error between the tests) counts as one failure.
 * @param {(reportFile: string) => Promise<void>} run
 * @param {(report: any) => Result} read
 * @returns {Promise<Result>}
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
    const result = read(JSON.parse(readFileSync(reportFile, "utf8")));
    return { ...result, failed: Math.max(result.failed, isFailed ? 1 : 0) };
  } catch (error) {
    if (!isFailed) throw error;
    return { ...NOTHING, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string[]} projects of vitest.config.ts
 * @param {{ files?: string[], env?: NodeJS.ProcessEnv }} [options] `files`: all of them unless some are named
 * @returns {Promise<Result>}
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
          "--reporter=./scripts/count-reporter.mjs",
        ],
        { env: { ...env, TEST_COUNTS_FILE: reportFile } },
      ),
    (result) => result,
  );
}

/**
 * What Playwright's report says of the cases that were skipped, suites within suites.
 * @param {any} suite
 * @returns {Skipped[]}
 */
function skippedIn({ suites = [], specs = [] }) {
  const own = specs.flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ test) => test.status === "skipped")
      .map((/** @type {any} */ test) => ({
        title: spec.title,
        reason:
          test.annotations.find((/** @type {any} */ { type }) => type === "skip")?.description ??
          "no reason given",
      })),
  );
  return [...own, ...suites.flatMap(skippedIn)];
}

/** @returns {Promise<Result>} */
export function runPlaywright() {
  return count(
    (reportFile) =>
      runNode("node_modules/playwright/cli.js", ["test", "--reporter=list,json"], {
        env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
      }),
    (report) => ({
      passed: report.stats.expected + report.stats.flaky,
      failed: report.stats.unexpected,
      skipped: skippedIn(report),
      claims: [],
    }),
  );
}

/**
 * The sum of several.
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
}

/**
 * The lines that end a run: what was skipped, reason by reason, and the counts alone on the last one.
 * @param {Counts} counts
 */
export function summary({ passed, failed, skipped }) {
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  return [
    ...reasons.flatMap((reason) => [
      `Skipped, because ${reason}:`,
      ...skipped.filter((test) => test.reason === reason).map(({ title }) => `  ${title}`),
    ]),
    `${passed} passed, ${failed} failed, ${skipped.length} skipped`,
  ].join("\n");
}
