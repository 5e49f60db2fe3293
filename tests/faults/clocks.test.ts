import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { retryBusy } from "@/lib/db/transaction";
import { hasFalseClocks } from "../../scripts/test-tools/libfaketime.mjs";
import { Agents } from "../support/agents";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";

const ALIVE = 60;
const OFFLINE_AFTER_MS = 5_000;
const INTERVAL_MS = 1_000;
const HOURS = 2;

let hub: FaultyHub;
let alive: Agents;
let living: number[];

beforeAll(async () => {
  if (!hasFalseClocks) return;
  hub = await FaultyHub.start({ ownClocks: "day" });
  const machines = await hub.fleet.addMachines(ALIVE, { offlineAfterMs: OFFLINE_AFTER_MS });
  living = machines.map(({ machineId }) => machineId);
  alive = report(machines.map(({ apiKey }) => apiKey));
  await hub.heardFor(2_000);
});
beforeEach(({ skip }) => skip(!hasFalseClocks, "processes have clocks of their own on Linux only"));
afterAll(async () => {
  if (!hasFalseClocks) return;
  await alive.stop();
  await hub.stop();
});

function report(apiKeys: string[]): Agents {
  return new Agents({
    hubUrl: hub.url,
    apiKeys,
    intervalMs: INTERVAL_MS,
    report: () => ({ cpu_pct: 1, interval_s: INTERVAL_MS / 1000 }),
  });
}

const WHERE: Record<string, (of: FaultyHub) => FaultyHub["clocks"]> = {
  "the ingest process": ({ clocks }) => clocks.slice(0, 1),
  "the worker": ({ clocks }) => clocks.slice(1),
  both: ({ clocks }) => clocks,
};

// Ahead and back again, then behind and back again; the short form goes straight from ahead to behind.
const TO_HOURS = inForm({ short: [HOURS, -HOURS], full: [HOURS, 0, -HOURS, 0] });
const STEPS = Object.keys(WHERE).flatMap((place) =>
  TO_HOURS.map((hours) => ({ place, hours, title: `in ${place} to ${hours} h` })),
);

it.for(STEPS)(
  "a step of the clock causes no false alert and hides no outage: $title",
  async ({ place, hours }, { task }) => {
    const [dying] = await hub.fleet.addMachines(1, { offlineAfterMs: OFFLINE_AFTER_MS });
    if (dying === undefined) throw new Error("no machine was added");
    const last = report([dying.apiKey]);
    await hub.heardFor(1_500);
    await last.stop();
    await Promise.all((WHERE[place]?.(hub) ?? []).map((clock) => clock.set(hours * 3_600)));
    const { machineId } = dying;
    await hub.until("told", async () => hub.toldOf(machineId).length > 0);
    const returned = report([dying.apiKey]);
    await hub.until("told of the return", async () => hub.toldOf(machineId).includes("machine.online"));
    await returned.stop();
    const { client } = hub.database;
    await retryBusy(() => client.machine.update({ where: { id: machineId }, data: { status: "disabled" } }));
    const wrong = await hub.database.client.incident.count({ where: { machineId: { in: living } } });
    const deaf = hub.receiver.received.filter(({ body }) => (body as { event: string }).event === "hub.deaf");
    const missing =
      (alive.outcomes.get(202) ?? 0) -
      (await hub.database.client.sample.count({ where: { machineId: { in: living } } }));
    task.meta.claim = {
      tries: `${ALIVE} machines alive, one dead`,
      figure: `false ${wrong}, the hub called deaf ${deaf.length} times, acknowledged and missing ${Math.max(0, missing)}`,
    };
    expect({ wrong, deaf: deaf.length }).toEqual({ wrong: 0, deaf: 0 });
    expect(missing).toBeLessThanOrEqual(0);
    // What was being sent during the step may have been sent twice.
    expect([...new Set(hub.toldOf(machineId))]).toEqual(["machine.offline", "machine.online"]);
  },
);
