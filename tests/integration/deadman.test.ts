import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as health } from "@/app/api/health/route";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { findLastPing } from "@/lib/overview/deadman/data";
import { pingDeadman } from "@/lib/overview/deadman/ping-deadman";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { claimWebhooks, LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";

const SECRET_PATH = "/ping/0d8e1e6c-secret";

let hub: TestHub;
let fleet: Fleet;
let watchdog: Server;
let pings: (string | undefined)[];
let status: number;

beforeAll(async () => {
  hub = await TestHub.open();
});
afterAll(() => hub.close());
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  await hub.database.client.outboxLook.deleteMany();
  fleet = await Fleet.create(hub.database);
  pings = [];
  status = 200;
  watchdog = createServer((request, response) => {
    pings.push(`${request.method} ${request.url}`);
    response.writeHead(status).end();
  }).listen(0, "127.0.0.1");
  await once(watchdog, "listening");
  await beAlive();
});
afterEach(() => {
  watchdog.closeAllConnections();
  watchdog.close();
});

/** The hub hears and a worker checks, at this moment. */
async function beAlive(): Promise<void> {
  await fleet.pulse();
  await fleet.pulse();
  await sweepOnce(hub.database, { isFullScan: true });
}
const ping = () =>
  pingDeadman({
    database: hub.database,
    url: `http://127.0.0.1:${(watchdog.address() as AddressInfo).port}${SECRET_PATH}`,
  });
const checks = async () => (await hub.call(health)).json.checks;

describe("the dead man's switch", () => {
  it("pings a private address while all is well, and remembers the outcome", async () => {
    expect(await ping()).toMatchObject({ kind: "pinged", ping: { ok: true, message: "HTTP 200" } });
    expect(pings).toEqual([`GET ${SECRET_PATH}`]);
    status = 404;
    await ping();
    expect(await findLastPing(hub.database)).toMatchObject({ ok: false, message: "HTTP 404" });
  });

  it("says what failed without naming the address", async () => {
    watchdog.close();
    await once(watchdog, "close");
    const outcome = await pingDeadman({ database: hub.database, url: `http://127.0.0.1:9${SECRET_PATH}` });
    expect(outcome).toMatchObject({ kind: "pinged", ping: { ok: false } });
    expect(JSON.stringify(outcome)).not.toContain("secret");
    expect(JSON.stringify(await hub.database.client.setting.findMany())).not.toContain("secret");
  });

  it.each([
    ["the hub is deaf", () => hub.database.client.hubPulse.updateMany({ data: { pulsedAt: ago(11_000) } })],
    [
      "no worker checks",
      () => hub.database.client.workerBeat.updateMany({ data: { lastScanAt: ago(11_000) } }),
    ],
    ["nothing is sent", waitingDelivery],
  ])("does not ping if %s", async (_, make) => {
    await make();
    expect(await ping()).toMatchObject({ kind: "withheld", health: { status: "behind" } });
    expect(pings).toEqual([]);
    await hub.database.client.team.deleteMany();
    await beAlive();
    expect(await ping()).toMatchObject({ kind: "pinged" });
  });
});

const ago = (ms: number) => new Date(Date.now() - ms);

/** An outage whose delivery has waited for two minutes, while nobody sends anything. */
async function waitingDelivery(): Promise<void> {
  await fleet.addChannel();
  const [machine] = await fleet.addMachines(1);
  await fleet.report([machine?.keyId ?? 0]);
  // Much longer than the threshold: on a busy host the report is reckoned later than the latest pulse.
  await fleet.hear(30_000);
  await sweepOnce(hub.database);
  await hub.database.client.delivery.updateMany({ data: { nextAttemptAt: ago(120_000) } });
}

describe("the outbox, in the hub's health", () => {
  it("is behind if a delivery waits and none is tried, and well as soon as any is", async () => {
    await waitingDelivery();
    const answer = await hub.call(health);
    expect(answer.status).toBe(503);
    expect(answer.json.checks).toMatchObject({
      pulse: { ok: true },
      worker: { ok: true },
      outbox: { ok: false },
    });
    const { id } = await hub.database.client.delivery.findFirstOrThrow();
    await hub.database.client.deliveryAttempt.create({
      data: {
        deliveryId: id,
        number: 1,
        startedAt: ago(500),
        finishedAt: ago(100),
        isSuccess: false,
        message: "HTTP 500",
      },
    });
    expect((await checks()).outbox.ok).toBe(true);
  });

  it("is well while a recovery waits behind an outage that will be retried", async () => {
    await waitingDelivery();
    const [machine] = await hub.database.client.agentKey.findMany();
    await fleet.report([machine?.id ?? 0]);
    await hub.database.client.delivery.updateMany({ data: { nextAttemptAt: ago(120_000) } });
    await hub.database.client.delivery.updateMany({
      where: { eventType: "machine.offline" },
      data: { nextAttemptAt: new Date(Date.now() + 3_600_000), attemptCount: 3 },
    });
    expect((await checks()).outbox.ok).toBe(true);
  });

  it("is behind if nobody takes over what a dead worker had claimed", async () => {
    await waitingDelivery();
    await claimWebhooks(hub.database, { token: "dead", limit: 1 });
    expect((await checks()).outbox.ok).toBe(true);
    await hub.database.client.delivery.updateMany({ data: { leaseUntil: ago(61_000) } });
    expect((await checks()).outbox.ok).toBe(false);
  });

  it("is as the workers say, which look for what waits anyway", async () => {
    await waitingDelivery();
    const { client } = hub.database;
    const note = async (pace: string, look: { lookedAt: Date; waitingSince: Date | null }) => {
      await client.outboxLook.upsert({ where: { pace }, create: { pace, ...look }, update: look });
      return (await checks()).outbox.ok;
    };
    expect(await note("each", { lookedAt: ago(1_000), waitingSince: null })).toBe(false);
    expect(await note("gathered", { lookedAt: ago(1_000), waitingSince: null })).toBe(true);
    expect(await note("gathered", { lookedAt: ago(1_000), waitingSince: ago(61_000) })).toBe(false);
    expect(await note("gathered", { lookedAt: ago(29_000), waitingSince: null })).toBe(true);
    expect(await note("gathered", { lookedAt: ago(31_000), waitingSince: null })).toBe(false);
  });

  it("is behind as soon as a worker has seen what waits for a service that is closed to it", async () => {
    await fleet.addChannel({ type: "telegram", config: '{"chat_id":"1"}' });
    await waitingDelivery();
    const agent = guardedAgent({ allow: ["127.0.0.0/8"] });
    const outbox = new Outbox({ database: hub.database, agent, sealKey: randomBytes(32) }, LONE_WORKER);
    const looks = async () => {
      await outbox.pump();
      return hub.database.client.outboxLook.findMany({ orderBy: { pace: "asc" } });
    };
    // A worker believes itself only once it has worked without interruption for a while.
    await expect.poll(looks, { timeout: 20_000, interval: 500 }).toHaveLength(2);
    await outbox.stop();
    expect(await looks()).toMatchObject([
      { pace: "each", waitingSince: null },
      { pace: "gathered", waitingSince: expect.any(Date) },
    ]);
    await agent.destroy();
  });
});
