import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Agents } from "../support/agents";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";
import type { HubProcess } from "../support/hub-process";
import { Ledger, type Stretch } from "../support/ledger";

const MACHINES = 60;
const INTERVAL_MS = 1_000;
// All machines are busy for a while, and then idle.
const CYCLE_MS = 8_000;
const KILLS = inForm({ short: { worker: 6, ingest: 8 }, full: { worker: 100, ingest: 120 } });

let hub: FaultyHub;
beforeAll(async () => {
  hub = await FaultyHub.start({ ingests: 4, workers: 2 });
  // Long enough for kills to hit deliveries on their way.
  hub.receiver.answer({ kind: "slow", afterMs: 30 });
});
afterAll(() => hub.stop());

/** Kills one of them after the other at random moments. Returns when. */
async function kill(targets: readonly HubProcess[], times: number): Promise<Stretch[]> {
  const kills: Stretch[] = [];
  for (let time = 0; time < times; time++) {
    const target = targets[time % targets.length];
    if (target === undefined) throw new Error("nothing to kill");
    await sleep(Math.random() * 2_500);
    const fromMs = Date.now();
    await target.stop("SIGKILL");
    kills.push({ fromMs, toMs: Date.now() });
    await target.start();
  }
  return kills;
}

it("kill -9 of four ingest processes and two workers loses no alert, and tells none twice", async ({
  task,
}) => {
  const { client } = hub.database;
  const now = new Date();
  const machines = await hub.fleet.addMachines(MACHINES, { offlineAfterMs: 120_000 });
  await client.rule.create({
    data: {
      teamId: hub.fleet.teamId,
      name: "Busy",
      metric: "cpu_pct",
      comparison: "above",
      threshold: 50,
      samples: 2,
      recoverMargin: 0,
      severity: "warning",
      scope: JSON.stringify({ all: true }),
      isActive: true,
      createdAt: now,
      updatedAt: now,
    },
  });
  await client.team.update({ where: { id: hub.fleet.teamId }, data: { rulesVersion: 1 } });
  let isOver = false;
  const agents = new Agents({
    hubUrl: hub.urls,
    apiKeys: machines.map(({ apiKey }) => apiKey),
    intervalMs: INTERVAL_MS,
    report: () => ({
      cpu_pct: !isOver && Date.now() % CYCLE_MS < CYCLE_MS / 2 ? 95 : 5,
      interval_s: INTERVAL_MS / 1_000,
    }),
  });
  const [ingestKills, workerKills] = await Promise.all([
    kill(hub.ingests, KILLS.ingest),
    kill(hub.workers, KILLS.worker),
  ]);
  isOver = true;
  const open = () => client.incident.count({ where: { openKey: { not: null } } });
  await hub.until("all resolved", async () => (await open()) === 0, 60_000);
  await agents.stop();
  // What several workers happened to die on is left alone for some minutes; only the full form waits for that.
  await hub.toldAll(1_200_000, { isHurried: inForm({ short: true, full: false }) });
  const audit = await new Ledger(hub).audit({ troubles: workerKills, kind: "metric" });
  const { events, lost, unpaired, outOfOrder, copies, excess, otherIds } = audit;
  task.meta.claim = {
    tries: `kills: ${ingestKills.length} of ingest, ${workerKills.length} of workers; ${events} alerts and ends`,
    figure: `lost ${lost.length}, unpaired ${unpaired}, out of order ${outOfOrder}, copies ${copies}: beyond one a kill ${excess}, under another id ${otherIds}`,
  };
  expect(events).toBeGreaterThan(MACHINES);
  expect({ lost, unpaired, outOfOrder, excess, otherIds }).toEqual({
    lost: [],
    unpaired: 0,
    outOfOrder: 0,
    excess: 0,
    otherIds: 0,
  });
  expect(await client.ruleState.count()).toBe(0);
});
