import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { listFiles } from "./fingerprint.mjs";
import { ROOT } from "./root.mjs";
import { CommandFailed, whenMain } from "./run.mjs";
import { say } from "./say.mjs";

const FOLDERS = ["app", "bench", "components", "lib", "scripts", "tests", "worker"];
const CLI = "node_modules/dependency-cruiser/bin/dependency-cruise.mjs";

/**
 * @typedef {{ rule: { name: string }, from: string, to: string }} Violation
 * @typedef {{ modules: { source: string }[], summary: { violations: Violation[] } }} Cruise
 */

/** @returns {Promise<Cruise>} */
async function cruise() {
  const folders = FOLDERS.filter((folder) => existsSync(path.join(ROOT, folder)));
  const args = [CLI, "--config", ".dependency-cruiser.mjs", "--output-type", "json", ...folders];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
}

/** Checks the directions of imports. Fails as well when a source file was not looked at. */
export async function checkLayers() {
  const { modules, summary } = await cruise();
  const seen = new Set(modules.map(({ source }) => source));
  // A compiler that dependency-cruiser cannot read makes it pass on nothing at all.
  const unseen = listFiles(ROOT, FOLDERS).filter(
    (file) => /(?<!\.d)\.(ts|tsx|mjs)$/.test(file) && !seen.has(file),
  );
  for (const { rule, from, to } of summary.violations) say(`${rule.name}: ${from} → ${to}`);
  for (const file of unseen) say(`not looked at: ${file}`);
  if (summary.violations.length + unseen.length > 0) throw new CommandFailed("The check of layers", 1);
}

await whenMain(import.meta.url, checkLayers);
