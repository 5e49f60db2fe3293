import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { hasFalseClocks } from "../../scripts/test-tools/libfaketime.mjs";
import { Agents } from "../support/agents";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";

const CLASSES = [
  { offlineAfterMs: 5_000, intervalMs: 1_000 },
  { offlineAfterMs: 10_000, intervalMs: 3_000 },
  { offlineAfterMs: 120_000, intervalMs: 60_000 },
];
const PER_CLASS = inForm({ short: 20, full: 100 });
const HOUR_S = 3_600;
/** How long it is really frozen. */
const STOPPED_MS = 1_000;
const LENGTHS_S = inForm({ short: [6 * HOUR_S], full: [600, HOUR_S, 6 * HOUR_S] });

let hub: FaultyHub;
let agents: Agents[];
let living: number[];

beforeAll(async () => {
  if (!hasFalseClocks) return;
  hub = await FaultyHub.start({ ownClocks: "all" });
  living = [];
  agents = [];
  for (const { offlineAfterMs, intervalMs } of CLASSES) {
    const machines = await hub.fleet.addMachines(PER_CLASS, { offlineAfterMs });
    living.push(...machines.map(({ machineId }) => machineId));
    await hub.fleet.report(machines.map(({ keyId }) => keyId));
    agents.push(report(machines, intervalMs));
  }
  await hub.heardFor(3_000);
});
beforeEach(({ skip }) => skip(!hasFalseClocks, "processes have clocks of their own on Linux only"));
afterAll(async () => {
  if (!hasFalseClocks) return;
  await Promise.all(agents.map((each) => each.stop()));
  await hub.stop();
});

function report(machines: readonly { apiKey: string }[], intervalMs: number): Agents {
  return new Agents({
    hubUrl: hub.url,
    apiKeys: machines.map(({ apiKey }) => apiKey),
    intervalMs,
    report: () => ({ cpu_pct: 1, interval_s: intervalMs / 1000 }),
  });
}

let aheadS = 0;

/** Stops both processes for a moment in which their clocks, including monotonic ones, advance by this much. */
async function freeze(lengthS: number): Promise<void> {
  const processes = [hub.ingest, hub.worker];
  for (const each of processes) each.signal("SIGSTOP");
  aheadS += lengthS;
  await Promise.all(hub.clocks.map((clock) => clock.set(aheadS)));
  await sleep(STOPPED_MS);
  for (const each of processes) each.signal("SIGCONT");
}

it.for(LENGTHS_S.map((lengthS) => ({ lengthS, title: `${lengthS / 60} min` })))(
  "a hub frozen for hours causes no false alert, and reports machines that died meanwhile: $title",
  async ({ lengthS }, { task }) => {
    const [dying] = await hub.fleet.addMachines(1, { offlineAfterMs: 5_000 });
    if (dying === undefined) throw new Error("no machine was added");
    const last = report([dying], 1_000);
    await hub.heardFor(1_500);
    await last.stop();
    await freeze(lengthS);
    const { machineId } = dying;
    await hub.until("told", async () => hub.toldOf(machineId).length > 0, 60_000);
    // Long enough for an alert about any wrongly declared machine, except the slowest.
    await hub.heardFor(15_000);
    const { client } = hub.database;
    const outage = await client.outage.findFirstOrThrow({ where: { incident: { machineId } } });
    const lateMs = Number(outage.detectedMs - outage.lastHeardMs) - 5_000;
    const wrong = await client.incident.count({ where: { machineId: { in: living } } });
    const stretches = await client.blindInterval.findMany({ where: { cause: "frozen" } });
    const longestMs = Math.max(...stretches.map((row) => row.endedAt.getTime() - row.startedAt.getTime()));
    task.meta.claim = {
      tries: `${living.length} machines alive, one dead`,
      figure: `false notices ${wrong}, told ${(lateMs / 1000).toFixed(1)} s of heard time after its deadline`,
    };
    expect(wrong).toBe(0);
    expect(lateMs).toBeLessThanOrEqual(5_000);
    expect(hub.toldOf(machineId)).toEqual(["machine.offline"]);
    // On PostgreSQL the interval is written by the database's clock, which nobody has set.
    const writtenMs = hub.database.engine.kind === "sqlite" ? lengthS * 1_000 : STOPPED_MS;
    expect(longestMs).toBeGreaterThanOrEqual(writtenMs);
  },
);

it("leaves no machine falsely offline in the end, slow ones included", async ({ task }) => {
  await hub.heardFor(inForm({ short: 12_000, full: 130_000 }));
  const { client } = hub.database;
  const wrong = await client.incident.count({ where: { machineId: { in: living } } });
  task.meta.claim = { tries: `${living.length} machines`, figure: `false notices ${wrong}` };
  expect(wrong).toBe(0);
  expect(await client.machine.count({ where: { id: { in: living }, status: "online" } })).toBe(living.length);
});
