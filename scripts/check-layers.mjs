import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { listFiles } from "./fingerprint.mjs";
import { ROOT } from "./root.mjs";
import { CommandFailed, whenMain } from "./run.mjs";
import { say } from "./say.mjs";

const FOLDERS = ["app", "bench", "components", "ingest", "lib", "scripts", "tests", "worker"];
const CLI = "node_modules/dependency-cruiser/bin/dependency-cruise.mjs";

/** From ground to roof: a wing imports only wings before it. @type {Record<string, string[]>} */
const WINGS = {
  lib: "base db http heartbeat people api events incidents machines history detection notifications overview".split(
    " ",
  ),
  components:
    "ui charts layout parts people events incidents history rules maintenance notifications machines overview settings shell".split(
      " ",
    ),
};

/** A type of channel is a folder here, and one of the same name in each of CHANNEL_FOLDERS. */
const CHANNEL_TYPES = "lib/notifications/transports";
const CHANNEL_FOLDERS = [CHANNEL_TYPES, "components/notifications"];
/** What else a type brings along: rooms of its own, and a word of the API that is no type of channel. */
const OWN_ROOMS = [
  "lib/notifications/telegram-bot/",
  "lib/notifications/chat-links/",
  "lib/incidents/acknowledgements/constants.ts",
];
/** Types that are also the name of a field where people are meant, and no channels. @type {Record<string, string[]>} */
const FIELD_NAMES = { email: ["lib/people/", "components/people/", "components/notifications/fields/"] };

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
 * The rooms that remain when rooms without imports or importers are removed repeatedly: those on circles, and
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

/**
 * The places that name a channel type as a literal outside its own folders. All other code takes it from the registry,
 * so that a new type is one folder and one line.
 * @param {Iterable<{ source: string, text: string }>} files
 * @param {string[]} types
 * @returns {string[]} one sentence for each fault
 */
export function findNamedTypes(files, types) {
  const faults = [];
  for (const { source, text } of files) {
    if (!/^(app|components|ingest|lib|worker)\//.test(source)) continue;
    if (/\.(test|fixture)\.|\/generated\//.test(source) || OWN_ROOMS.some((room) => source.startsWith(room)))
      continue;
    if (types.some((type) => CHANNEL_FOLDERS.some((folder) => source.startsWith(`${folder}/${type}/`))))
      continue;
    for (const type of types)
      if (
        !FIELD_NAMES[type]?.some((wing) => source.startsWith(wing)) &&
        new RegExp(`(["'\`])${type}\\1`).test(text)
      )
        faults.push(`names the channel type ${type}: ${source}`);
  }
  return faults;
}

/** @returns {string[]} */
function listTypes() {
  const entries = readdirSync(path.join(ROOT, CHANNEL_TYPES), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Checks the directions of imports, and that no channel type is named outside its folders. Also fails if a source file was not checked. */
export async function checkLayers() {
  const { modules, summary } = await cruise();
  const seen = new Set(modules.map(({ source }) => source));
  // A compiler that dependency-cruiser cannot read makes it pass without checking anything.
  const sources = listFiles(ROOT, FOLDERS).filter((file) => /(?<!\.d)\.(ts|tsx|mjs)$/.test(file));
  const unseen = sources.filter((file) => !seen.has(file));
  for (const { rule, from, to } of summary.violations) say(`${rule.name}: ${from} → ${to}`);
  for (const file of unseen) say(`not checked: ${file}`);
  const files = sources.map((source) => ({ source, text: readFileSync(path.join(ROOT, source), "utf8") }));
  const faults = [...findFaults(modules), ...findNamedTypes(files, listTypes())];
  for (const fault of faults) say(fault);
  if (summary.violations.length + unseen.length + faults.length > 0)
    throw new CommandFailed("The check of layers", 1);
}

await whenMain(import.meta.url, checkLayers);
