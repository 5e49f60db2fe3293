import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Agents } from "../support/agents";
import { FaultyHub } from "../support/faulty-hub";

const MACHINES = 60;
const INTERVAL_MS = 1_000;
const OFFLINE_AFTER_MS = 5_000;

type Trouble = {
  title: string;
  make: (hub: FaultyHub) => Promise<unknown>;
  /** The stretch that has to be written down for it; none where the hub could hear throughout. */
  blind: { cause: string; forMs: number } | null;
};

// While each of them lasts, and afterwards, every machine goes on reporting. A second lies within what a pulse may claim.
const TROUBLES: Trouble[] = [
  { title: "the web process is frozen for 1 s", make: (hub) => freeze(hub.web, 1_000), blind: null },
  {
    title: "the web process is frozen for 6 s",
    make: (hub) => freeze(hub.web, 6_000),
    blind: { cause: "frozen", forMs: 6_000 },
  },
  {
    title: "the web process is frozen for 20 s",
    make: (hub) => freeze(hub.web, 20_000),
    blind: { cause: "frozen", forMs: 20_000 },
  },
  {
    title: "the web process is killed and comes back at once",
    make: (hub) => killAndRestart(hub.web, 0),
    blind: null,
  },
  {
    title: "the web process is killed and away for 8 s",
    make: (hub) => killAndRestart(hub.web, 8_000),
    blind: { cause: "down", forMs: 8_000 },
  },
  {
    title: "the web process is stopped in order and away for 6 s",
    make: (hub) => stopAndRestart(hub.web, 6_000),
    blind: { cause: "down", forMs: 6_000 },
  },
  { title: "the worker is frozen for 7 s", make: (hub) => freeze(hub.worker, 7_000), blind: null },
  {
    title: "the worker is killed and away for 7 s",
    make: (hub) => killAndRestart(hub.worker, 7_000),
    blind: null,
  },
  {
    title: "both are frozen for 8 s",
    make: (hub) => Promise.all([freeze(hub.web, 8_000), freeze(hub.worker, 8_000)]),
    blind: { cause: "frozen", forMs: 8_000 },
  },
];

async function freeze(target: FaultyHub["web"], ms: number): Promise<void> {
  target.signal("SIGSTOP");
  await sleep(ms);
  target.signal("SIGCONT");
}

async function killAndRestart(target: FaultyHub["web"], awayMs: number): Promise<void> {
  await target.stop("SIGKILL");
  await sleep(awayMs);
  await target.start();
}

async function stopAndRestart(target: FaultyHub["web"], awayMs: number): Promise<void> {
  expect(await target.stop("SIGTERM")).toBe(0);
  await sleep(awayMs);
  await target.start();
}

describe("the hub's own trouble", () => {
  let hub: FaultyHub;
  let agents: Agents;
  let alive: number[];

  beforeAll(async () => {
    hub = await FaultyHub.start();
    const machines = await hub.fleet.addMachines(MACHINES, { offlineAfterMs: OFFLINE_AFTER_MS });
    alive = machines.map(({ machineId }) => machineId);
    agents = new Agents({
      hubUrl: hub.url,
      apiKeys: machines.map(({ apiKey }) => apiKey),
      intervalMs: INTERVAL_MS,
      report: () => ({ cpu_pct: 1, interval_s: INTERVAL_MS / 1000 }),
    });
    await hub.heardFor(3_000);
  });
  afterAll(async () => {
    await agents.stop();
    await hub.stop();
  });

  it.each(TROUBLES)("is nobody's outage, and written down: $title", async ({ make, blind }) => {
    const startedAt = new Date();
    await make(hub);
    // Long enough for whoever was wrongly accused to be told of.
    await hub.heardFor(OFFLINE_AFTER_MS + 2_000);
    expect(hub.receiver.received.map(({ body }) => body)).toEqual([]);
    expect(await hub.database.client.incident.count()).toBe(0);
    expect(await hub.database.client.machine.count({ where: { status: "online" } })).toBe(alive.length);
    if (blind === null) return;
    const written = await hub.database.client.blindInterval.findMany({
      where: { endedAt: { gt: startedAt } },
    });
    const lengths = written
      .filter(({ cause }) => cause === blind.cause)
      .map((row) => row.endedAt.getTime() - row.startedAt.getTime());
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(blind.forMs);
  });

  it("does not hide a machine that dies meanwhile, nor tells of it twice", async () => {
    const [dead] = await hub.fleet.addMachines(1, { offlineAfterMs: OFFLINE_AFTER_MS });
    if (dead === undefined) throw new Error("no machine was added");
    const last = new Agents({ hubUrl: hub.url, apiKeys: [dead.apiKey], intervalMs: INTERVAL_MS });
    await hub.heardFor(1_500);
    await last.stop();
    await killAndRestart(hub.web, 4_000);
    await freeze(hub.worker, 3_000);
    await hub.receiver.waitFor(
      ({ body }) => (body as { machine: { id: number } }).machine.id === dead.machineId,
    );
    const incident = await hub.database.client.incident.findFirstOrThrow({
      where: { machineId: dead.machineId },
    });
    // max(threshold, 2 intervals) + 5 s, in heard time.
    expect(Number(incident.detectedMs - incident.lastHeardMs)).toBeLessThanOrEqual(OFFLINE_AFTER_MS + 5_000);
    await hub.delivered(1);
    await killAndRestart(hub.worker, 0);
    await hub.heardFor(3_000);
    expect(hub.toldOf(dead.machineId)).toEqual(["machine.offline"]);
    const back = new Agents({ hubUrl: hub.url, apiKeys: [dead.apiKey], intervalMs: INTERVAL_MS });
    await hub.receiver.waitFor(({ body }) => (body as { event: string }).event === "machine.online");
    await hub.heardFor(2_000);
    await back.stop();
    expect(hub.toldOf(dead.machineId)).toEqual(["machine.offline", "machine.online"]);
    expect(hub.receiver.received).toHaveLength(2);
  });
});

describe("a report that was answered 202", () => {
  let hub: FaultyHub;
  beforeAll(async () => {
    hub = await FaultyHub.start();
  });
  afterAll(() => hub.stop());

  it.each([
    { who: "two hundred machines", machines: 200, clientsPerKey: 1, intervalMs: 200 },
    // Each sends its next report as soon as it has the answer to the last one.
    { who: "sixteen clients with one key", machines: 1, clientsPerKey: 16, intervalMs: 0 },
  ])(
    "is in the database, although the web process is killed again and again: $who",
    async ({ machines, clientsPerKey, intervalMs }) => {
      const keys = (await hub.fleet.addMachines(machines)).map(({ apiKey }) => apiKey);
      const before = await hub.database.client.sample.count();
      // The limits of a key are counted by the minute: it ends while they send.
      await sleep(60_000 - ((Date.now() + 5_000) % 60_000));
      const agents = new Agents({
        hubUrl: hub.url,
        apiKeys: Array.from({ length: clientsPerKey }, () => keys).flat(),
        intervalMs,
      });
      for (let kill = 0; kill < 5; kill++) {
        await sleep(1_000 + 100 * kill);
        await killAndRestart(hub.web, 0);
      }
      await agents.stop();
      const acknowledged = agents.outcomes.get(202) ?? 0;
      const stored = (await hub.database.client.sample.count()) - before;
      expect(acknowledged).toBeGreaterThan(1_000);
      expect(stored).toBeGreaterThanOrEqual(acknowledged);
      // Nothing but what a killed process had stored and could not answer any more.
      for (const refusal of [400, 401, 429, 503]) expect(agents.outcomes.get(refusal)).toBeUndefined();
    },
  );
});
