import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Agents } from "../support/agents";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";
import type { HubProcess } from "../support/hub-process";

const CLASSES = [
  { offlineAfterMs: 5_000, intervalMs: 1_000 },
  { offlineAfterMs: 10_000, intervalMs: 3_000 },
  { offlineAfterMs: 120_000, intervalMs: 60_000 },
];
const PER_CLASS = inForm({ short: 20, full: 100 });
const LENGTHS_MS = inForm({ short: [6_000], full: [1_000, 6_000, 20_000, 60_000] });
// Within what a pulse may claim: no blind interval has to be written for it.
const MAX_UNSEEN_MS = 3_000;

type Trouble = {
  title: string;
  make: (hub: FaultyHub, ms: number) => Promise<unknown>;
  /** The cause that must be recorded; null: the hub could hear throughout. */
  cause: string | null;
  /** Heard time goes on, and nobody checks. */
  isUnchecked?: true;
};

// During and after each of them, every machine keeps reporting.
const TROUBLES: Trouble[] = [
  { title: "the ingest process is frozen", make: ({ ingest }, ms) => freeze(ingest, ms), cause: "frozen" },
  {
    title: "the ingest process is killed",
    make: ({ ingest }, ms) => restart(ingest, "SIGKILL", ms),
    cause: "down",
  },
  {
    title: "the ingest process is stopped",
    make: ({ ingest }, ms) => restart(ingest, "SIGTERM", ms),
    cause: "down",
  },
  {
    title: "the worker is frozen",
    make: ({ worker }, ms) => freeze(worker, ms),
    cause: null,
    isUnchecked: true,
  },
  {
    title: "the worker is killed",
    make: ({ worker }, ms) => restart(worker, "SIGKILL", ms),
    cause: null,
    isUnchecked: true,
  },
  { title: "the web process is frozen", make: ({ web }, ms) => freeze(web, ms), cause: null },
  { title: "the web process is killed", make: ({ web }, ms) => restart(web, "SIGKILL", ms), cause: null },
  {
    title: "all three are frozen",
    make: ({ ingest, web, worker }, ms) => Promise.all([ingest, web, worker].map((each) => freeze(each, ms))),
    cause: "frozen",
  },
  {
    title: "all three are killed",
    make: ({ ingest, web, worker }, ms) =>
      Promise.all([ingest, web, worker].map((each) => restart(each, "SIGKILL", ms))),
    cause: "down",
  },
];

async function freeze(target: HubProcess, ms: number): Promise<void> {
  target.signal("SIGSTOP");
  await sleep(ms);
  target.signal("SIGCONT");
}

async function restart(target: HubProcess, signal: "SIGKILL" | "SIGTERM", awayMs: number): Promise<void> {
  const exitCode = await target.stop(signal);
  if (signal === "SIGTERM") expect(exitCode).toBe(0);
  await sleep(awayMs);
  await target.start();
}

let hub: FaultyHub;
let agents: Agents[];
let living: Set<number>;

beforeAll(async () => {
  hub = await FaultyHub.start({ withWeb: true });
  living = new Set();
  agents = [];
  for (const { offlineAfterMs, intervalMs } of CLASSES) {
    const machines = await hub.fleet.addMachines(PER_CLASS, { offlineAfterMs });
    for (const { machineId } of machines) living.add(machineId);
    await hub.fleet.report(machines.map(({ keyId }) => keyId));
    agents.push(report(machines, intervalMs));
  }
  await hub.heardFor(3_000);
});
afterAll(async () => {
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

/** Machines that reported all the time and were declared offline nevertheless. */
async function falseNotices(): Promise<number> {
  const told = [...living].filter((machineId) => hub.toldOf(machineId).length > 0).length;
  const { client } = hub.database;
  const accused = await client.incident.count({ where: { machineId: { in: [...living] } } });
  return Math.max(told, accused);
}

const ROWS = LENGTHS_MS.flatMap((ms) =>
  TROUBLES.map((trouble) => ({ ...trouble, ms, title: `${trouble.title} for ${ms / 1000} s` })),
);

it.for(ROWS)("causes no false alert and hides no outage: $title", async (trouble, { task }) => {
  const { make, ms, cause } = trouble;
  // One machine of each of the faster classes dies as the trouble begins.
  const dying = await Promise.all(
    CLASSES.slice(0, 2).map(async ({ offlineAfterMs, intervalMs }) => {
      const machines = await hub.fleet.addMachines(1, { offlineAfterMs });
      const unseenMs = trouble.isUnchecked ? ms : 0;
      const limitMs = Math.max(offlineAfterMs, 2 * intervalMs) + 5_000 + unseenMs;
      return { machines, limitMs, last: report(machines, intervalMs) };
    }),
  );
  await hub.heardFor(1_500);
  await Promise.all(dying.map(({ last }) => last.stop()));
  const startedAt = new Date();
  await make(hub, ms);
  const late: number[] = [];
  for (const { machines, limitMs } of dying) {
    for (const { machineId } of machines) {
      await hub.until("told", async () => hub.toldOf(machineId).length > 0, 30_000);
      const outage = await hub.database.client.outage.findFirstOrThrow({
        where: { incident: { machineId } },
      });
      late.push(Number(outage.detectedMs - outage.lastHeardMs) - limitMs);
      expect(hub.toldOf(machineId)).toEqual(["machine.offline"]);
    }
  }
  const wrong = await falseNotices();
  task.meta.claim = {
    tries: `${living.size} machines alive, ${dying.length} dead`,
    figure: `false notices ${wrong}, told ${(-Math.max(...late) / 1000).toFixed(1)} s before the limit`,
  };
  expect(wrong).toBe(0);
  expect(Math.max(...late)).toBeLessThanOrEqual(0);
  if (cause === null || ms <= MAX_UNSEEN_MS) return;
  const written = await hub.database.client.blindInterval.findMany({
    where: { endedAt: { gt: startedAt }, cause },
  });
  const lengths = written.map((row) => row.endedAt.getTime() - row.startedAt.getTime());
  expect(Math.max(...lengths)).toBeGreaterThanOrEqual(ms);
});

it("leaves no machine falsely offline in the end, slow ones included", async ({ task }) => {
  // Long enough for an alert about a machine that was wrongly declared offline.
  await hub.heardFor(inForm({ short: 12_000, full: 130_000 }));
  const wrong = await falseNotices();
  task.meta.claim = {
    tries: `${ROWS.length} troubles, ${living.size} machines`,
    figure: `false notices ${wrong}`,
  };
  expect(wrong).toBe(0);
  const { machine } = hub.database.client;
  expect(await machine.count({ where: { id: { in: [...living] }, status: "online" } })).toBe(living.size);
});
