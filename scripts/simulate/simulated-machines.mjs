import { HubError } from "./hub-session.mjs";
import { nameOf } from "./names.mjs";

const TAG = "simulated";

/**
 * @typedef {import("./hub-session.mjs").HubSession} HubSession
 * @typedef {{ id: number, name: string }} Known
 * @typedef {{ name: string, apiKey: string }} SimulatedMachine
 */

/**
 * Every machine of the hub that an earlier simulation created.
 * @param {HubSession} hub
 * @returns {Promise<Known[]>}
 */
async function listSimulated(hub) {
  const found = [];
  let cursor = "";
  do {
    const page = await hub.call("GET", `/api/v1/machines?tag=${TAG}&limit=500${cursor}`);
    found.push(...page.data);
    cursor = page.next_cursor === null ? "" : `&cursor=${encodeURIComponent(page.next_cursor)}`;
  } while (cursor !== "");
  return found;
}

/**
 * This many simulated machines, each with a key: existing ones, and new ones.
 * @param {{ hub: HubSession, count: number, offlineAfter: (index: number) => string | null }} wanted
 * @returns {Promise<SimulatedMachine[]>}
 */
export async function obtainMachines({ hub, count, offlineAfter }) {
  const known = new Map((await listSimulated(hub)).map((machine) => [machine.name, machine]));
  /** @type {SimulatedMachine[]} */
  const obtained = [];
  for (let index = 0; obtained.length < count; index++) {
    const name = nameOf(index);
    const machine = known.get(name);
    const settings = { offline_after: offlineAfter(obtained.length) };
    const apiKey =
      machine === undefined ? await create({ hub, name, settings }) : await adopt({ hub, machine, settings });
    if (apiKey !== null) obtained.push({ name, apiKey });
  }
  return obtained;
}

/**
 * Null: a machine that is not simulated has this name.
 * @param {{ hub: HubSession, name: string, settings: object }} wanted
 * @returns {Promise<string | null>}
 */
async function create({ hub, name, settings }) {
  try {
    const body = { name, description: "Created by npm run simulate.", tags: [TAG], ...settings };
    return (await hub.call("POST", "/api/v1/machines", body)).api_key;
  } catch (error) {
    if (error instanceof HubError && error.status === 409) return null;
    throw error;
  }
}

/**
 * Keys are shown only once: a machine from an earlier run gets a new one, and its old one is revoked.
 * @param {{ hub: HubSession, machine: Known, settings: object }} wanted
 * @returns {Promise<string>}
 */
async function adopt({ hub, machine, settings }) {
  await hub.call("PATCH", `/api/v1/machines/${machine.id}`, settings);
  return (await hub.call("POST", `/api/v1/machines/${machine.id}/rotate-key`, { overlap: "0s" })).api_key;
}

/**
 * Deletes every simulated machine and returns how many there were.
 * @param {HubSession} hub
 */
export async function removeSimulated(hub) {
  const machines = await listSimulated(hub);
  for (const { id } of machines) await hub.call("DELETE", `/api/v1/machines/${id}`);
  return machines.length;
}
