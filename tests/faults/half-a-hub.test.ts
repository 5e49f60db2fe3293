import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Agents } from "../support/agents";
import { inForm } from "../support/claim";
import { FaultyHub, type FaultyHubOptions } from "../support/faulty-hub";

const ALIVE = 60;
const OFFLINE_AFTER_MS = 5_000;
const INTERVAL_MS = 1_000;
const ROUNDS = inForm({ short: 1, full: 10 });
const AWAY_MS = inForm({ short: 6_000, full: 30_000 });

let hub: FaultyHub;
let living: number[];
const started: Agents[] = [];

async function begin(options: FaultyHubOptions = {}): Promise<void> {
  hub = await FaultyHub.start(options);
  const machines = await hub.fleet.addMachines(ALIVE, { offlineAfterMs: OFFLINE_AFTER_MS });
  living = machines.map(({ machineId }) => machineId);
  report(machines.map(({ apiKey }) => apiKey));
  await hub.heardFor(2_000);
}
beforeEach(() => {
  started.length = 0;
});
afterEach(async () => {
  await Promise.all(started.map((agents) => agents.stop()));
  await hub.stop();
});

function report(apiKeys: string[]): Agents {
  const agents = new Agents({
    hubUrl: hub.urls,
    apiKeys,
    intervalMs: INTERVAL_MS,
    report: () => ({ cpu_pct: 1, interval_s: INTERVAL_MS / 1000 }),
  });
  started.push(agents);
  return agents;
}

/** A machine that reports for a while and is then silent. */
async function addDying() {
  const [machine] = await hub.fleet.addMachines(1, { offlineAfterMs: OFFLINE_AFTER_MS });
  if (machine === undefined) throw new Error("no machine was added");
  const last = report([machine.apiKey]);
  await hub.heardFor(1_500);
  await last.stop();
  return machine;
}

/** Makes a machine appear to have been silent for this long. */
async function wasSilentFor(machineId: number, ms: number): Promise<void> {
  const { machine } = hub.database.client;
  const row = await machine.findUniqueOrThrow({ where: { id: machineId } });
  const earlier = (heardMs: bigint | null) => heardMs && heardMs - BigInt(ms);
  await machine.update({
    where: { id: machineId },
    data: {
      heardAt: earlier(row.heardAt),
      deadline: earlier(row.deadline),
      lastSeenAt: row.lastSeenAt && new Date(row.lastSeenAt.getTime() - ms),
    },
  });
}

function answersOf(all: Agents[]): Map<number | "error", number> {
  const counts = new Map<number | "error", number>();
  for (const [answer, count] of all.flatMap(({ answers }) => [...answers]))
    counts.set(answer, (counts.get(answer) ?? 0) + count);
  return counts;
}

const accused = () => hub.database.client.incident.count({ where: { machineId: { in: living } } });
const isTold = (machineId: number, count: number) =>
  hub.until("told", async () => hub.toldOf(machineId).length >= count, 60_000);

it("only the ingest process is down: no false alert, machines that died meanwhile are reported", async ({
  task,
}) => {
  await begin();
  const dead: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { machineId } = await addDying();
    await hub.ingest.stop(round % 2 === 0 ? "SIGKILL" : "SIGTERM");
    await sleep(AWAY_MS);
    await hub.ingest.start();
    await isTold(machineId, 1);
    dead.push(machineId);
  }
  const wrong = await accused();
  task.meta.claim = {
    tries: `${ROUNDS} times ${AWAY_MS / 1000} s, ${ALIVE} machines alive`,
    figure: `false ${wrong}, dead told ${dead.length} of ${ROUNDS}`,
  };
  expect(wrong).toBe(0);
  expect(dead.map((machineId) => hub.toldOf(machineId))).toEqual(dead.map(() => ["machine.offline"]));
});

it("only the web process is killed, again and again: no agent notices, and people are told", async ({
  task,
}) => {
  await begin({ withWeb: true });
  const { machineId } = await addDying();
  let kills = 0;
  for (const untilMs = performance.now() + 2 * AWAY_MS; performance.now() < untilMs; kills++) {
    await hub.web.stop("SIGKILL");
    const page = await fetch(hub.url, { headers: { accept: "text/html" } });
    expect([page.status, page.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await page.text()).toContain("its machines are still heard");
    await hub.web.start();
    expect((await fetch(hub.url)).status).toBe(200);
  }
  await isTold(machineId, 1);
  const refused = [...answersOf(started)].filter(([answer]) => answer !== 202);
  const blind = await hub.database.client.blindInterval.count();
  const wrong = await accused();
  task.meta.claim = {
    tries: `${kills} kills of web, ${ALIVE} machines alive`,
    figure: `reports refused ${refused.length}, blind intervals ${blind}, false ${wrong}`,
  };
  expect({ refused, blind, wrong }).toEqual({ refused: [], blind: 0, wrong: 0 });
});

it("only the worker is down for an hour: no false alert, unseen outages are reported", async ({ task }) => {
  await begin();
  const [back, dead] = [await addDying(), await addDying()];
  await hub.worker.stop("SIGKILL");
  await wasSilentFor(back.machineId, 25 * 60_000);
  await wasSilentFor(dead.machineId, 55 * 60_000);
  await hub.database.client.workerBeat.updateMany({ data: { lastScanAt: new Date(Date.now() - 3_600_000) } });
  // One of them returns while nobody checks.
  report([back.apiKey]);
  await hub.heardFor(3_000);
  await hub.worker.start();
  await isTold(back.machineId, 2);
  await isTold(dead.machineId, 1);
  await hub.heardFor(3_000);
  const told = { back: hub.toldOf(back.machineId), dead: hub.toldOf(dead.machineId) };
  const wrong = await accused();
  task.meta.claim = {
    tries: `one hour, ${ALIVE} machines alive`,
    figure: `false ${wrong}, the one that came back told as ${told.back.length} events, the dead one as ${told.dead.length}`,
  };
  expect(wrong).toBe(0);
  expect(told).toEqual({ back: ["machine.offline", "machine.online"], dead: ["machine.offline"] });
  const incident = await hub.database.client.incident.findFirstOrThrow({
    where: { machineId: back.machineId },
  });
  expect(Number(incident.resolvedAt) - Number(incident.startedAt)).toBeGreaterThan(25 * 60_000);
});

it("one ingest process of two is killed: no false alert, machines that died meanwhile are reported", async ({
  task,
}) => {
  await begin({ ingests: 2 });
  const dead: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { machineId } = await addDying();
    const victim = hub.ingests[round % 2];
    await victim?.stop("SIGKILL");
    await sleep(AWAY_MS);
    await isTold(machineId, 1);
    dead.push(machineId);
    await victim?.start();
    await hub.heardFor(3_000);
  }
  const wrong = await accused();
  // The other one heard throughout.
  const blind = await hub.database.client.blindInterval.count();
  task.meta.claim = {
    tries: `${ROUNDS} kills, ${ALIVE} machines alive`,
    figure: `false ${wrong}, dead told ${dead.length} of ${ROUNDS}, blind intervals ${blind}`,
  };
  expect({ wrong, blind }).toEqual({ wrong: 0, blind: 0 });
});
