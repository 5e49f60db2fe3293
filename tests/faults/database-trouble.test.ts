import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "@/lib/db/client";
import { Agents } from "../support/agents";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";

const ALIVE = 60;
const OFFLINE_AFTER_MS = 5_000;
const INTERVAL_MS = 1_000;
const LOCKED_MS = inForm({ short: 10_000, full: 60_000 });

let hub: FaultyHub;
let alive: Agents;
let living: number[];

beforeAll(async () => {
  hub = await FaultyHub.start();
  const machines = await hub.fleet.addMachines(ALIVE, { offlineAfterMs: OFFLINE_AFTER_MS });
  living = machines.map(({ machineId }) => machineId);
  alive = report(machines.map(({ apiKey }) => apiKey));
  await hub.heardFor(2_000);
});
afterAll(async () => {
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

/** Blocks all other writes for this long. */
async function lock(ms: number): Promise<void> {
  const other = await openDatabase(hub.databaseConfig, { synchronous: "NORMAL" });
  try {
    await other.client.$transaction(
      async (tx) => {
        if (other.engine.kind === "postgresql") {
          await tx.$executeRawUnsafe("SET LOCAL idle_in_transaction_session_timeout = 0");
          // A host that is busy with other tests may take longer than the product waits for a lock.
          await tx.$executeRawUnsafe("SET LOCAL lock_timeout = '30s'");
          await tx.$executeRawUnsafe("LOCK TABLE hub_pulse, machines, samples IN EXCLUSIVE MODE");
        } else await tx.$executeRawUnsafe("UPDATE hub_pulse SET heard_ms = heard_ms");
        await sleep(ms);
      },
      { timeout: ms + 60_000, maxWait: 10_000 },
    );
  } finally {
    await other.close();
  }
}

it("a locked database: agents get a 503, no false alert, nothing acknowledged is missing", async ({
  task,
}) => {
  const [dying] = await hub.fleet.addMachines(1, { offlineAfterMs: OFFLINE_AFTER_MS });
  if (dying === undefined) throw new Error("no machine was added");
  const last = report([dying.apiKey]);
  await hub.heardFor(1_500);
  await last.stop();
  const startedAt = new Date();
  await lock(LOCKED_MS);
  const { machineId } = dying;
  await hub.until("told", async () => hub.toldOf(machineId).length > 0);
  await hub.heardFor(OFFLINE_AFTER_MS + 2_000);
  const { client } = hub.database;
  const wrong = await client.incident.count({ where: { machineId: { in: living } } });
  const refused = alive.answers.get(503) ?? 0;
  const missing = Math.max(
    0,
    (alive.outcomes.get(202) ?? 0) - (await client.sample.count({ where: { machineId: { in: living } } })),
  );
  task.meta.claim = {
    tries: `locked ${LOCKED_MS / 1000} s, ${ALIVE} machines alive, ${refused} × 503`,
    figure: `false ${wrong}, acknowledged and missing ${missing}`,
  };
  expect({ wrong, missing }).toEqual({ wrong: 0, missing: 0 });
  expect(refused).toBeGreaterThan(0);
  expect(hub.toldOf(machineId)).toEqual(["machine.offline"]);
  const written = await client.blindInterval.findMany({ where: { endedAt: { gt: startedAt } } });
  const blindMs = written.reduce((sum, row) => sum + row.endedAt.getTime() - row.startedAt.getTime(), 0);
  expect(blindMs).toBeGreaterThanOrEqual(LOCKED_MS - 3_000);
});
