import { parseArgs } from "node:util";

export const USAGE = `Adds simulated machines to a running hub, so that you can see how it looks and what it sends.

  npm run simulate -- --email you@example.org --password '…' [options]

  --machines 50     how many machines
  --hub ADDRESS     where the hub listens (http://localhost:3000)
  --interval 10s    how often each of them reports
  --stop 2          how many go silent after six reports
  --flap 1          how many go silent after six reports and come back, repeatedly
  --remove          delete all simulated machines, and do nothing else

You can also give the account in ADMIN_EMAIL and ADMIN_PASSWORD. Ctrl-C stops the reports.
`;

const MAX_MACHINES = 1_000;
const UNIT_S = /** @type {Record<string, number>} */ ({ s: 1, m: 60 });

/** The command line is invalid; the message says why. */
export class UsageError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "UsageError";
  }
}

/**
 * @typedef {{
 *   hubUrl: string, email: string, password: string, machines: number, intervalS: number,
 *   stopping: number, flapping: number, isRemoval: boolean,
 * }} Options
 */

/**
 * Reads the command line. Throws UsageError.
 * @param {{ args: string[], env: Record<string, string | undefined> }} given
 * @returns {Options | "help"}
 */
export function readOptions({ args, env }) {
  const values = parse(args);
  if (values.help) return "help";
  const email = values.email ?? env.ADMIN_EMAIL;
  const password = values.password ?? env.ADMIN_PASSWORD;
  if (!email || !password) throw new UsageError("Give the --email and --password of an account on the hub.");
  const hub = values.hub ?? `http://localhost:${env.PORT || 3000}`;
  if (!URL.canParse(hub))
    throw new UsageError(`--hub ${hub} is not an address such as http://localhost:3000.`);
  const machines = toCount("--machines", values.machines ?? "50");
  const stopping = toCount("--stop", values.stop ?? "0");
  const flapping = toCount("--flap", values.flap ?? "0");
  if (machines < 1) throw new UsageError("--machines must be 1 or more.");
  if (stopping + flapping > machines)
    throw new UsageError("--stop and --flap ask for more machines than --machines.");
  return {
    hubUrl: hub.replace(/\/+$/, ""),
    email,
    password,
    machines,
    intervalS: toSeconds(values.interval ?? "10s"),
    stopping,
    flapping,
    isRemoval: values.remove ?? false,
  };
}

/** @param {string[]} args */
function parse(args) {
  const text = /** @type {const} */ ({ type: "string" });
  const flag = /** @type {const} */ ({ type: "boolean" });
  const options = {
    email: text,
    password: text,
    hub: text,
    machines: text,
    interval: text,
    stop: text,
    flap: text,
    remove: flag,
    help: flag,
  };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {string} name
 * @param {string} given
 */
function toCount(name, given) {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 0 || count > MAX_MACHINES || given.trim() === "")
    throw new UsageError(`${name} must be a whole number up to ${MAX_MACHINES}.`);
  return count;
}

/** @param {string} given */
function toSeconds(given) {
  const [, number, unit = "s"] = /^(\d{1,4})([sm])?$/.exec(given) ?? [];
  const seconds = Number(number) * (UNIT_S[unit] ?? Number.NaN);
  if (!(seconds >= 1 && seconds <= 3_600))
    throw new UsageError("--interval must be a time such as 10s or 1m.");
  return seconds;
}
