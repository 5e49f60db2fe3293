import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Agents } from "../support/agents";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";
import type { HubProcess } from "../support/hub-process";
import { Ledger, type Stretch } from "../support/ledger";

const MACHINES = 200;
const OFFLINE_AFTER_MS = 5_000;
const INTERVAL_MS = 1_000;
const KILLS = inForm({
  short: { worker: 16, ingest: 4, web: 2 },
  full: { worker: 240, ingest: 60, web: 30 },
});
// Every machine reports for a while and is silent for longer than its threshold, each at its own time.
const CYCLE_MS = 16_000;
const SILENT_MS = 9_000;

let hub: FaultyHub;
beforeAll(async () => {
  hub = await FaultyHub.start({ withWeb: true });
  // Long enough for kills to hit deliveries on their way.
  hub.receiver.answer({ kind: "slow", afterMs: 30 });
});
afterAll(() => hub.stop());

/** Kills it at random moments, including during its start. Returns when. */
async function killAgain(target: HubProcess, { times, within }: { times: number; within: number }) {
  const kills: Stretch[] = [];
  for (let kill = 1; kill <= times; kill++) {
    await sleep(Math.random() * within);
    const fromMs = Date.now();
    await target.stop("SIGKILL");
    kills.push({ fromMs, toMs: Date.now() });
    const started = target.start();
    // Every fourth one, except the last, is not awaited: it may be killed while it starts.
    if (kill % 4 !== 3 || kill === times) await started;
  }
  return kills;
}

it("kill -9 at random moments loses no event, and copies at most one per kill", async ({ task }) => {
  const machines = await hub.fleet.addMachines(MACHINES, { offlineAfterMs: OFFLINE_AFTER_MS });
  const apiKeys = machines.map(({ apiKey }) => apiKey);
  const report = () => ({ cpu_pct: 1, interval_s: INTERVAL_MS / 1000 });
  const flickering = new Agents({
    hubUrl: hub.url,
    apiKeys,
    intervalMs: INTERVAL_MS,
    report,
    isSilent: (index, elapsedMs) => (elapsedMs + (CYCLE_MS * index) / MACHINES) % CYCLE_MS < SILENT_MS,
  });
  const [workerKills, ingestKills, webKills] = await Promise.all([
    killAgain(hub.worker, { times: KILLS.worker, within: 2_000 }),
    killAgain(hub.ingest, { times: KILLS.ingest, within: 8_000 }),
    killAgain(hub.web, { times: KILLS.web, within: 8_000 }),
  ]);
  await flickering.stop();
  // In the end all of them die, and all of them return.
  const offline = (count: number) => async () =>
    (await hub.database.client.machine.count({ where: { status: "offline" } })) === count;
  await hub.until("all offline", offline(MACHINES), 60_000);
  const back = new Agents({ hubUrl: hub.url, apiKeys, intervalMs: INTERVAL_MS, report });
  await hub.until("all online", offline(0), 60_000);
  await back.stop();
  // What several workers happened to die on is left alone for some minutes; only the full form waits for that.
  await hub.toldAll(1_200_000, { isHurried: inForm({ short: true, full: false }) });
  const { events, lost, unpaired, outOfOrder, copies, excess, otherIds } = await new Ledger(hub).audit({
    troubles: workerKills,
  });
  task.meta.claim = {
    tries: `kills: ${workerKills.length} of the worker, ${ingestKills.length} of ingest, ${webKills.length} of web; ${events} events`,
    figure: `lost ${lost.length}, unpaired ${unpaired}, out of order ${outOfOrder}, copies ${copies}: beyond one a kill ${excess}, under another id ${otherIds}`,
  };
  expect({ lost, unpaired, outOfOrder, excess, otherIds }).toEqual({
    lost: [],
    unpaired: 0,
    outOfOrder: 0,
    excess: 0,
    otherIds: 0,
  });
});
