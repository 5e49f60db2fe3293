import { checkLayers } from "./check-layers.mjs";
import { generate } from "./generate.mjs";
import { install } from "./install.mjs";
import { CommandFailed, runNode, whenMain } from "./run.mjs";
import { say } from "./say.mjs";
import { runVitest } from "./test-counts.mjs";

const NEXT = "node_modules/next/dist/bin/next";

async function checkTypes() {
  // Writes next-env.d.ts, which the compiler needs for imports of style sheets and images.
  await runNode(NEXT, ["typegen"], { isQuiet: true });
  await runNode("node_modules/typescript/bin/tsc", ["--noEmit"]);
}

/** @type {Record<string, () => Promise<void>>} */
const CHECKS = {
  types: checkTypes,
  lint: () =>
    runNode("node_modules/@biomejs/biome/bin/biome", ["ci", "--colors=off", "."], { isQuiet: true }),
  layers: checkLayers,
  "dead code": () => runNode("node_modules/knip/bin/knip.js"),
};

/**
 * @param {string} name
 * @param {() => Promise<void>} check
 * @returns {Promise<boolean>} whether it passed
 */
async function attempt(name, check) {
  try {
    await check();
    say(`✓ ${name}`);
    return true;
  } catch (error) {
    say(`✗ ${name}: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

/**
 * Every check of the sources that needs no database.
 * @returns {Promise<import("./test-counts.mjs").Counts>} a failed check counts as one failure
 */
export async function verify() {
  await install({ withDev: true });
  await generate();
  const checks = Object.entries(CHECKS).map(([name, check]) => attempt(name, check));
  const [unit, ...results] = await Promise.all([runVitest(["unit"]), ...checks]);
  return { ...unit, failed: unit.failed + results.filter((isPassed) => !isPassed).length };
}

await whenMain(import.meta.url, async () => {
  const { failed } = await verify();
  if (failed > 0) throw new CommandFailed("Verification", 1);
});
