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

/** From ground to roof: a wing imports only wings before it. @type {Record<string, string[]>} */
const WINGS = {
  lib: "base db http heartbeat people api events incidents machines history detection notifications overview".split(
    " ",
  ),
  components:
    "ui charts layout parts people events incidents history notifications machines overview settings shell".split(
      " ",
    ),
};

/**
 * @typedef {{ source: string, dependencies: { resolved: string }[] }} Module
 * @typedef {{ rule: { name: string }, from: string, to: string }} Violation
 * @typedef {{ modules: Module[], summary: { violations: Violation[] } }} Cruise
 */

/** @returns {Promise<Cruise>} */
async function cruise() {
  const folders = FOLDERS.filter((folder) => existsSync(path.join(ROOT, folder)));
  const args = [CLI, "--config", ".dependency-cruiser.mjs", "--output-type", "json", ...folders];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
}

/**
 * What belongs to no wing, what imports a wing above its own, and rooms (folders) that import each other, type-only
 * imports included. `no-circular` sees only files, and no types.
 * @param {Module[]} modules
 * @returns {string[]} one sentence for each fault
 */
export function findFaults(modules) {
  const faults = [];
  /** @type {Map<string, Set<string>>} */
  const rooms = new Map();
  for (const { source, dependencies } of modules) {
    const [house = "", wing = ""] = source.split("/");
    const order = WINGS[house];
    if (order === undefined || /\.(test|fixture)\.|\/generated\//.test(source)) continue;
    if (!order.includes(wing)) faults.push(`in no wing: ${source}`);
    for (const { resolved } of dependencies) {
      const [otherHouse, otherWing = ""] = resolved.split("/");
      if (otherHouse !== house || resolved.includes("/generated/")) continue;
      if (order.indexOf(otherWing) > order.indexOf(wing))
        faults.push(`imports upwards: ${source} → ${resolved}`);
      const [from, to] = [path.posix.dirname(source), path.posix.dirname(resolved)];
      if (from !== to) rooms.set(from, (rooms.get(from) ?? new Set()).add(to));
    }
  }
  const onCircles = findCircles(rooms);
  return onCircles.length === 0
    ? faults
    : [...faults, `in or between circles of imports: ${onCircles.join(", ")}`];
}

/**
 * The rooms that remain when rooms without imports or importers are removed, again and again: those on circles, and
 * those between circles.
 * @param {Map<string, Set<string>>} imports
 */
function findCircles(imports) {
  const rooms = new Map(imports);
  for (let loose = [""]; loose.length > 0; ) {
    const imported = new Set([...rooms.values()].flatMap((all) => [...all]));
    loose = [...rooms].flatMap(([room, all]) =>
      [...all].some((other) => rooms.has(other)) && imported.has(room) ? [] : [room],
    );
    for (const room of loose) rooms.delete(room);
  }
  return [...rooms.keys()];
}

/** Checks the directions of imports. Also fails if a source file was not checked. */
export async function checkLayers() {
  const { modules, summary } = await cruise();
  const seen = new Set(modules.map(({ source }) => source));
  // A compiler that dependency-cruiser cannot read makes it pass without checking anything.
  const unseen = listFiles(ROOT, FOLDERS).filter(
    (file) => /(?<!\.d)\.(ts|tsx|mjs)$/.test(file) && !seen.has(file),
  );
  for (const { rule, from, to } of summary.violations) say(`${rule.name}: ${from} → ${to}`);
  for (const file of unseen) say(`not checked: ${file}`);
  const faults = findFaults(modules);
  for (const fault of faults) say(fault);
  if (summary.violations.length + unseen.length + faults.length > 0)
    throw new CommandFailed("The check of layers", 1);
}

await whenMain(import.meta.url, checkLayers);
