import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Agents } from "../support/agents";
import { FaultyHub } from "../support/faulty-hub";

const OFFLINE_AFTER_MS = 5_000;
/** A claim of a worker that is not known to be dead lasts thirty seconds. */
const CLAIM_MS = 30_000;

let hub: FaultyHub;

const eventOf = ({ body }: { body: unknown }) => (body as { event: string }).event;

/** Machines that report for a moment and then never again. */
async function dying(count: number): Promise<number[]> {
  const machines = await hub.fleet.addMachines(count, { offlineAfterMs: OFFLINE_AFTER_MS });
  const agents = new Agents({
    hubUrl: hub.url,
    apiKeys: machines.map(({ apiKey }) => apiKey),
    intervalMs: 1_000,
    report: () => ({ interval_s: 1 }),
  });
  await hub.heardFor(1_500);
  await agents.stop();
  return machines.map(({ machineId }) => machineId);
}

describe("one worker after another", () => {
  beforeAll(async () => {
    hub = await FaultyHub.start({ workers: 1 });
  });
  afterAll(() => hub.stop());

  it("killed while sending, it is followed by one that sends the same again at once", async () => {
    hub.receiver.answer({ kind: "hang" });
    await dying(1);
    await hub.receiver.waitFor((webhook) => eventOf(webhook) === "machine.offline");
    await hub.worker.stop("SIGKILL");
    hub.receiver.answer({ kind: "status", status: 200 });
    const startedMs = performance.now();
    await hub.worker.start();
    await hub.delivered(1);
    expect(performance.now() - startedMs).toBeLessThan(CLAIM_MS / 2);
    expect(hub.receiver.received).toHaveLength(2);
    expect(new Set(hub.receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });
});

describe("workers that are replaced while others work", () => {
  beforeAll(async () => {
    hub = await FaultyHub.start({ workers: 2 });
  });
  afterAll(() => hub.stop());

  const holder = async () =>
    (await hub.database.client.lease.findUnique({ where: { name: "hearing" } }))?.owner;

  it("lose, double and delay nothing, and hand over their jobs at once", async () => {
    const machineIds = await dying(40);
    for (const worker of hub.workers) {
      const before = await holder();
      expect(await worker.stop("SIGTERM")).toBe(0);
      const ended = await hub.database.client.workerBeat.findMany({ where: { endedAt: { not: null } } });
      if (ended.some(({ id }) => id === before)) {
        await hub.until("handed over", async () => ![undefined, before].includes(await holder()), 5_000);
      }
      await worker.start();
    }
    await hub.heardFor(OFFLINE_AFTER_MS);
    await hub.toldAll();
    for (const machineId of machineIds) expect(hub.toldOf(machineId)).toEqual(["machine.offline"]);
  });
});

describe("a hub that cannot receive reports", () => {
  beforeAll(async () => {
    hub = await FaultyHub.start({ env: { HUB_DEAF_AFTER: "10s" } });
  });
  afterAll(() => hub.stop());

  it("is sent once, and its end once, although both processes are killed meanwhile", async () => {
    const machines = await hub.fleet.addMachines(3, { offlineAfterMs: 60_000 });
    const agents = new Agents({
      hubUrl: hub.url,
      apiKeys: machines.map(({ apiKey }) => apiKey),
      intervalMs: 1_000,
      report: () => ({ interval_s: 1 }),
    });
    await hub.heardFor(2_000);
    await hub.ingest.stop("SIGKILL");
    await hub.receiver.waitFor((webhook) => eventOf(webhook) === "hub.deaf");
    await hub.worker.stop("SIGKILL");
    await hub.worker.start();
    await hub.ingest.start();
    const { body } = await hub.receiver.waitFor((webhook) => eventOf(webhook) === "hub.heard", 60_000);
    await agents.stop();
    expect(body).toMatchObject({
      message: expect.stringContaining("3 machines confirmed since, none is offline"),
      hub: { cause: "down", machines: { confirmed: 3, offline: 0, awaited: 0 } },
    });
    await hub.toldAll();
    // What the killed worker was just sending may have come twice, with one id.
    const told = new Map(hub.receiver.received.map((each) => [each.headers["webhook-id"], eventOf(each)]));
    expect([...told.values()]).toEqual(["hub.deaf", "hub.heard"]);
  });
});
