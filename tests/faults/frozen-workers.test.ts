import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { LEASE_MS } from "@/lib/notifications/outbox/sending/lease";
import { getType } from "@/lib/notifications/transports/channel-types";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";
import { Ledger, type Stretch } from "../support/ledger";

const { rounds: ROUNDS, frozen: FROZEN } = inForm({
  short: { rounds: 1, frozen: 3 },
  full: { rounds: 10, frozen: 5 },
});
const MACHINES = 100;
const CHANNELS = 3;
/** The most that a worker has in its fast lane (lib/notifications/outbox/each/each-outbox.ts). */
const ONE_WORKERS_SHARE = 128;

let hub: FaultyHub;
beforeAll(async () => {
  hub = await FaultyHub.start({ ingests: 0, workers: FROZEN + 1 });
  for (let channel = 1; channel < CHANNELS; channel++) await hub.addWebhook();
  // So that one worker cannot send everything before the others check.
  hub.receiver.answer({ kind: "slow", afterMs: 800 });
});
afterAll(() => hub.stop());

it("a worker stopped for longer than its lease leaves no wrong state behind", async ({ task }) => {
  const machines = await hub.fleet.addMachines(MACHINES);
  const keyIds = machines.map(({ keyId }) => keyId);
  await hub.fleet.report(keyIds);
  const victims = hub.workers.slice(0, FROZEN);
  const stops: Stretch[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // An outage of all machines and its end; the recoveries wait behind the alerts.
    await hub.fleet.hear(10_000);
    await hub.until("all offline", async () => {
      const online = await hub.database.client.machine.count({ where: { status: "online" } });
      return online === 0;
    });
    await hub.fleet.report(keyIds);
    await hub.until("more on its way than one worker takes", async () => {
      const sending = await hub.database.client.delivery.count({ where: { state: "sending" } });
      return sending > ONE_WORKERS_SHARE;
    });
    await Promise.all(
      victims.map(async (worker) => {
        await sleep(Math.random() * 500);
        worker.signal("SIGSTOP");
        const fromMs = Date.now();
        await sleep(LEASE_MS + 1_000 + Math.random() * 2_000);
        // An attempt that it had started may still be sent when it wakes.
        stops.push({ fromMs, toMs: Date.now() + getType("webhook").limits.timeoutMs });
        worker.signal("SIGCONT");
      }),
    );
    await hub.toldAll();
  }
  // What thawed workers still try to write comes now.
  await sleep(1_000);
  const { client } = hub.database;
  const deliveries = await client.delivery.findMany({ include: { attempts: true } });
  const wrong = deliveries.filter(({ state, attempts, attemptCount, leaseToken }) => {
    const successes = attempts.filter(({ isSuccess }) => isSuccess);
    return (
      String(state) !== "delivered" ||
      leaseToken !== null ||
      successes.length !== 1 ||
      attempts.length > attemptCount
    );
  }).length;
  const { lost, outOfOrder, copies, excess } = await new Ledger(hub).audit({ troubles: stops });
  const takenOver = deliveries.filter(({ attemptCount }) => attemptCount > 1).length;
  task.meta.claim = {
    tries: `${stops.length} stops of ${LEASE_MS / 1000} s and more, ${deliveries.length} deliveries, ${takenOver} taken over`,
    figure: `wrong states ${wrong}, lost ${lost.length}, out of order ${outOfOrder}, copies ${copies}: beyond one a stop ${excess}`,
  };
  expect({ wrong, lost, outOfOrder, excess }).toEqual({ wrong: 0, lost: [], outOfOrder: 0, excess: 0 });
  expect(takenOver).toBeGreaterThan(0);
});
