import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Agents } from "../support/agents";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";

const HEALTHY = 50;
// The short form is the same at a fifth of its length.
const PACE = inForm({ short: 0.2, full: 1 });
const UP_MS = 30_000 * PACE;
const DOWN_MS = 10_000 * PACE;
const INTERVAL_MS = 10_000 * PACE;
const OFFLINE_AFTER_MS = 60_000 * PACE;
// Ten minutes, of which the hub hears some seven.
const LIMIT_MS = 600_000 * PACE;

let hub: FaultyHub;
beforeAll(async () => {
  hub = await FaultyHub.start();
});
afterAll(() => hub.stop());

it("a hub that keeps crashing alerts about the dead machine, and no other", async ({ task }) => {
  const machines = await hub.fleet.addMachines(HEALTHY + 1, { offlineAfterMs: OFFLINE_AFTER_MS });
  const [dead, ...healthy] = machines;
  if (dead === undefined) throw new Error("no machine was added");
  const report = () => ({ cpu_pct: 1, interval_s: INTERVAL_MS / 1000 });
  const settings = { hubUrl: hub.url, intervalMs: INTERVAL_MS, report };
  const alive = new Agents({ ...settings, apiKeys: healthy.map(({ apiKey }) => apiKey) });
  const dying = new Agents({ ...settings, apiKeys: [dead.apiKey] });
  await hub.heardFor(INTERVAL_MS);
  await dying.stop();
  const diedMs = performance.now();
  const told = hub.receiver.waitFor(
    ({ body }) => (body as { machine?: { id: number } }).machine?.id === dead.machineId,
    LIMIT_MS,
  );
  let toldAfterMs: number | null = null;
  void told.then(
    () => {
      toldAfterMs = performance.now() - diedMs;
    },
    () => undefined,
  );
  let crashes = 0;
  // One more round after the alert: the healthy ones must stay online.
  for (let rest = 1; rest >= 0 && performance.now() - diedMs < LIMIT_MS; crashes++) {
    await sleep(UP_MS);
    if (toldAfterMs !== null) rest -= 1;
    await Promise.all([hub.ingest.stop("SIGKILL"), hub.worker.stop("SIGKILL")]);
    await sleep(DOWN_MS);
    await Promise.all([hub.ingest.start(), hub.worker.start()]);
  }
  await hub.heardFor(2 * INTERVAL_MS);
  await alive.stop();
  const accused = await hub.database.client.incident.count({ where: { machineId: { not: dead.machineId } } });
  const seconds = (ms: number) => Math.round(ms / 1000);
  task.meta.claim = {
    tries: `${crashes} crashes, up ${UP_MS / 1000} s, down ${DOWN_MS / 1000} s, reports every ${INTERVAL_MS / 1000} s, threshold ${OFFLINE_AFTER_MS / 1000} s`,
    figure: `dead machine told after ${toldAfterMs === null ? "never" : `${seconds(toldAfterMs)} s`}, healthy accused ${accused}`,
  };
  expect(accused).toBe(0);
  expect(hub.toldOf(dead.machineId)).toEqual(["machine.offline"]);
});
