import { writeFileSync } from "node:fs";

/** @typedef {import("./test-counts.mjs").Result} Result */

/** Writes down, for scripts/test-counts.mjs, how vitest's tests ended, why some were skipped, and the claims of tests/faults. */
export default class CountReporter {
  /** @param {readonly import("vitest/node").TestModule[]} modules */
  onTestRunEnd(modules) {
    const file = process.env.TEST_COUNTS_FILE;
    if (file === undefined) throw new Error("TEST_COUNTS_FILE names no file");
    /** @type {Result} */
    const result = { passed: 0, failed: 0, skipped: [], claims: [] };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state, ...rest } = test.result();
        if (state === "passed") result.passed += 1;
        if (state === "failed") result.failed += 1;
        if (state === "skipped")
          result.skipped.push({
            title: test.fullName,
            reason: ("note" in rest && rest.note) || noReason(module),
          });
        const { claim } = /** @type {any} */ (test.meta());
        if (claim !== undefined)
          result.claims.push({ title: test.name, ...claim, isPassed: state === "passed" });
      }
    }
    writeFileSync(file, JSON.stringify(result));
  }
}

/** @param {import("vitest/node").TestModule} module */
function noReason(module) {
  return module.ok() ? "no reason given" : `its setup failed, in ${module.relativeModuleId}`;
}
