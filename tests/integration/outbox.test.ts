import { randomBytes } from "node:crypto";
import type { Agent } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { seal } from "@/lib/db/secrets/seal";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { endDeliveries, replanDeliveries } from "@/lib/notifications/outbox/sending/delivery-mutations";
import { LEASE_MS } from "@/lib/notifications/outbox/sending/lease";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { claimWebhooks, LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { verifySignatures } from "../support/verify-signatures";
import { expectLogged } from "../support/watched-log";
import { type Answer, type ReceivedWebhook, WebhookReceiver } from "../support/webhook-receiver";

expectLogged(/Events cannot be read by this version/);

const SECRET = `whsec_${Buffer.from("an outbox test's thirty-two byte").toString("base64")}`;
const sealKey = randomBytes(32);

let database: Database;
let agent: Agent;
let fleet: Fleet;
let receiver: WebhookReceiver;

beforeAll(() => {
  agent = guardedAgent({ allow: ["127.0.0.0/8"] });
});
afterAll(() => agent.destroy());
it.beforeEach(async ({ database: own, fleet: ownFleet }) => {
  database = own;
  fleet = ownFleet;
  receiver = await WebhookReceiver.start();
});
afterEach(() => receiver.stop());

const addChannel = (url = receiver.url) => fleet.addChannel({ url, secret: seal(SECRET, sealKey) });
const eventOf = ({ body }: ReceivedWebhook) => (body as { event: string }).event;
const offline = (webhook: ReceivedWebhook) => eventOf(webhook) === "machine.offline";

/** Sends everything that may be sent at this moment. */
async function pump(on = database): Promise<void> {
  const outbox = new Outbox({ database: on, agent, sealKey }, LONE_WORKER);
  await outbox.pump();
  await outbox.stop();
}

/** Ends every pause between attempts. */
async function makeDue(): Promise<void> {
  await database.client.delivery.updateMany({
    where: { state: "pending" },
    data: { nextAttemptAt: new Date(0) },
  });
}

async function outage(): Promise<{ machineId: number; keyId: number }> {
  const machine = await fleet.addMachine();
  await fleet.report([machine.keyId]);
  await fleet.hear(10_000);
  await sweepOnce(database);
  return machine;
}

describe("a delivery", () => {
  it("arrives once, signed, with the original's fields in place", async () => {
    await addChannel();
    const { machineId } = await outage();
    await pump();
    await pump();
    expect(receiver.received).toHaveLength(1);
    const webhook = await receiver.waitFor(offline);
    verifySignatures(webhook, SECRET);
    expect(webhook.body).toMatchObject({
      event: "machine.offline",
      machine: { id: machineId, name: expect.any(String), hostname: "", description: "", status: "offline" },
      incident: { resolved_at: null, offline_after: "10s", offline_for_s: null },
    });
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
    const attempts = await database.client.deliveryAttempt.findMany();
    expect(attempts).toMatchObject([{ number: 1, isSuccess: true, httpStatus: 200, message: "HTTP 200" }]);
    // The view that operators of the original query.
    expect(
      await database.client.$queryRawUnsafe("SELECT machine_id FROM machine_offline_notifications"),
    ).toEqual([{ machine_id: machineId }]);
  });

  const failures: [string, Answer, string][] = [
    ["an error", { kind: "status", status: 500, body: "out\u0007of order" }, "HTTP 500: out of order"],
    [
      "a redirect",
      { kind: "status", status: 302, headers: { location: "/elsewhere" } },
      "HTTP 302: redirects are not followed",
    ],
    ["a broken connection", { kind: "reset" }, "the receiver closed the connection without an answer"],
  ];
  it.each(failures)("that meets %s is retried with the same id", async (_, answer, message) => {
    await addChannel();
    await outage();
    receiver.plan(answer);
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline pending"]);
    await makeDue();
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const attempts = await database.client.deliveryAttempt.findMany({ orderBy: { number: "asc" } });
    expect(attempts.map(({ isSuccess }) => isSuccess)).toEqual([false, true]);
    expect(attempts[0]?.message).toContain(message);
  });

  it("is not tried again before its time", async () => {
    await addChannel();
    await outage();
    receiver.answer({ kind: "status", status: 503, headers: { "retry-after": "3600" } });
    await pump();
    await pump();
    expect(receiver.received).toHaveLength(1);
    const { nextAttemptAt } = await database.client.delivery.findFirstOrThrow();
    expect(Number(nextAttemptAt) - Date.now()).toBeGreaterThan(3_500_000);
  });

  it("planned while the clock was ahead is not forgotten when the clock is corrected", async () => {
    await addChannel();
    await outage();
    await database.client.delivery.updateMany({
      data: { nextAttemptAt: new Date(Date.now() + 8 * 3_600_000) },
    });
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
  });

  it("to a receiver that is gone for good stops, and its recovery with it", async () => {
    await addChannel();
    const { keyId } = await outage();
    receiver.answer({ kind: "status", status: 410 });
    await pump();
    await fleet.report([keyId]);
    await pump();
    expect(await fleet.told()).toEqual([
      "machine.offline dead refused",
      "channel.failed suppressed channel_failed",
      "machine.online suppressed offline_not_told",
    ]);
    expect(receiver.received).toHaveLength(1);
  });

  it("is given up after 25 hours, and a waiting recovery with it", async () => {
    await addChannel();
    const { keyId } = await outage();
    receiver.answer({ kind: "status", status: 500 });
    await fleet.report([keyId]);
    await database.client.delivery.updateMany({ data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
    await pump();
    await pump();
    expect(await fleet.told()).toEqual([
      "machine.offline dead expired",
      "machine.online suppressed offline_not_told",
      "channel.failed suppressed channel_failed",
    ]);
  });

  it.each([
    ["a private address", "http://10.0.0.1/hook", "can allow 10.0.0.0/24 under Settings → Instance"],
    ["a metadata service", "http://169.254.169.254/latest/meta-data/", "never contacts"],
  ])("to %s is refused with a sentence", async (_, url, words) => {
    await addChannel(url);
    await outage();
    await pump();
    const attempt = await database.client.deliveryAttempt.findFirstOrThrow();
    expect(attempt.message).toContain(words);
  });
});

describe("order", () => {
  it("a recovery waits for its outage, however long that takes", async () => {
    await addChannel();
    const { keyId } = await outage();
    receiver.plan({ kind: "status", status: 500 });
    await pump();
    await fleet.report([keyId]);
    await pump();
    expect(receiver.received.map(eventOf)).toEqual(["machine.offline"]);
    await makeDue();
    await pump();
    await pump();
    expect(receiver.received.map(eventOf)).toEqual(["machine.offline", "machine.offline", "machine.online"]);
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online delivered"]);
  });
});

describe("the on/off switch", () => {
  it("is respected at sending if it was turned off after the event", async () => {
    await addChannel();
    const { keyId } = await outage();
    await database.client.channel.updateMany({ data: { isActive: false } });
    await pump();
    await database.client.channel.updateMany({ data: { isActive: true } });
    await fleet.report([keyId]);
    await pump();
    expect(await fleet.told()).toEqual([
      "machine.offline suppressed channel_off",
      "machine.online suppressed offline_not_told",
    ]);
    expect(receiver.received).toEqual([]);
  });
});

describe("several workers", () => {
  it("never send the same delivery twice", async ({ other }) => {
    await addChannel();
    const machines = await fleet.addMachines(150);
    await fleet.report(machines.map(({ keyId }) => keyId));
    await fleet.hear(10_000);
    await sweepOnce(database);
    const workers = [database, other, database, other].map(
      (db) => new Outbox({ database: db, agent, sealKey }, LONE_WORKER),
    );
    for (let round = 0; round < 10; round++) await Promise.all(workers.map((worker) => worker.pump()));
    await Promise.all(workers.map((worker) => worker.stop()));
    for (let round = 0; round < 10; round++) await pump(other);
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(ids).toHaveLength(150);
    expect(new Set(ids).size).toBe(150);
  });

  it("leave alone a claim that was made just after they read the clock", async () => {
    await addChannel();
    await outage();
    expect(await claimWebhooks(database, { token: "first", limit: 10 })).toHaveLength(1);
    const leaseUntil = new Date(Date.now() + LEASE_MS + 1_000);
    await database.client.delivery.updateMany({ data: { leaseUntil } });
    expect(await claimWebhooks(database, { token: "second", limit: 10 })).toEqual([]);
  });

  it("take over what a dead one had claimed once the claim has expired, and the dead one can no longer finish it", async () => {
    await addChannel();
    await outage();
    const [claimed] = await claimWebhooks(database, { token: "dead", limit: 10 });
    await pump();
    expect(receiver.received).toHaveLength(0);
    await database.client.delivery.updateMany({ data: { leaseUntil: new Date(Date.now() - 1) } });
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
    if (claimed === undefined) throw new Error("nothing was claimed");
    const ending = { state: "dead", reason: "refused" } as const;
    const late = { delivery: claimed, token: "dead", ending, attempt: null };
    expect(await endDeliveries(database, [late])).toEqual(new Set());
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
    expect(await database.client.delivery.findFirst()).toMatchObject({ attemptCount: 2 });
  });

  it("give up what ten of them have died on, and try it alone before that", async () => {
    await addChannel();
    await outage();
    await outage();
    const [poison] = await database.client.delivery.findMany({ orderBy: { id: "asc" } });
    for (let death = 0; death < 2; death++) {
      await claimWebhooks(database, { token: "dead", limit: 1 });
      await database.client.delivery.updateMany({ data: { leaseUntil: new Date(0) } });
    }
    for (let death = 2; death < 10; death++) {
      const alone = await claimWebhooks(database, { token: "dead", limit: 10, suspects: true });
      expect(alone.map(({ id, lostClaims }) => [id, lostClaims])).toEqual([[poison?.id, death]]);
      await database.client.delivery.updateMany({ data: { leaseUntil: new Date(0) } });
    }
    await pump();
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline dead poisoned", "machine.offline delivered"]);
    expect(receiver.received).toHaveLength(1);
  });

  it("try what two of them have died on while nothing else is being sent", async () => {
    await addChannel();
    await outage();
    await outage();
    for (let death = 0; death < 2; death++) {
      await claimWebhooks(database, { token: "dead", limit: 1 });
      await database.client.delivery.updateMany({ data: { leaseUntil: new Date(0) } });
    }
    receiver.plan({ kind: "slow", afterMs: 300 });
    const outbox = new Outbox({ database, agent, sealKey }, LONE_WORKER);
    await outbox.pump();
    await expect
      .poll(fleet.told.bind(fleet))
      .toEqual(["machine.offline delivered", "machine.offline delivered"]);
    await outbox.stop();
    const attempts = await database.client.deliveryAttempt.findMany({ orderBy: { deliveryId: "asc" } });
    expect(Number(attempts[1]?.startedAt)).toBeGreaterThanOrEqual(Number(attempts[0]?.finishedAt));
  });

  it("try no two such deliveries in a row while something else is waiting", async () => {
    await addChannel();
    await outage();
    await outage();
    for (let death = 0; death < 2; death++) {
      await claimWebhooks(database, { token: "dead", limit: 2 });
      await database.client.delivery.updateMany({ data: { leaseUntil: new Date(0) } });
    }
    const suspects = (await database.client.delivery.findMany({ orderBy: { id: "asc" } })).map(
      ({ uid }) => uid,
    );
    await outage();
    receiver.plan({ kind: "slow", afterMs: 100 });
    const outbox = new Outbox({ database, agent, sealKey }, LONE_WORKER);
    const delivered = async () => {
      await outbox.pump();
      return database.client.delivery.count({ where: { state: "delivered" } });
    };
    await expect.poll(delivered, { timeout: 20_000 }).toBe(3);
    await outbox.stop();
    const uids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect([uids.indexOf(suspects[0] ?? ""), uids.indexOf(suspects[1] ?? "")]).toEqual([0, 2]);
  });

  it("try one such delivery after the other without waiting", async () => {
    await addChannel();
    for (let count = 0; count < 5; count++) await outage();
    for (let death = 0; death < 2; death++) {
      await claimWebhooks(database, { token: "dead", limit: 5 });
      await database.client.delivery.updateMany({ data: { leaseUntil: new Date(0) } });
    }
    const outbox = new Outbox({ database, agent, sealKey }, LONE_WORKER);
    await outbox.pump();
    const delivered = () => database.client.delivery.count({ where: { state: "delivered" } });
    await expect.poll(delivered, { timeout: 20_000 }).toBe(5);
    await outbox.stop();
  });
});

describe("what this worker cannot read, as a newer one beside it may write", () => {
  const unreadable: [string, object][] = [
    ["an event of an unknown type", { type: "machine.vanished" }],
    ["facts of another shape", { facts: '{"machine":7}' }],
    ["facts that are not JSON", { facts: "{" }],
  ];
  it.each(unreadable)("%s waits alone, and is sent once it can be read", async (_, change) => {
    await addChannel();
    const { machineId, keyId } = await outage();
    await outage();
    const event = await database.client.event.findFirstOrThrow({ where: { machineId } });
    await database.client.event.update({ where: { id: event.id }, data: change });
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline pending", "machine.offline delivered"]);
    const waiting = await database.client.delivery.findFirstOrThrow({ where: { machineId } });
    expect(waiting).toMatchObject({ attemptCount: 0, leaseToken: null, leaseUntil: null });
    expect(Number(waiting.nextAttemptAt)).toBeGreaterThan(Date.now());
    // Its recovery waits behind it.
    await fleet.report([keyId]);
    await makeDue();
    await pump();
    expect(await fleet.told(machineId)).toEqual(["machine.offline pending", "machine.online pending"]);
    const { type, facts } = event;
    await database.client.event.update({ where: { id: event.id }, data: { type: String(type), facts } });
    await makeDue();
    await pump();
    await pump();
    expect(await fleet.told(machineId)).toEqual(["machine.offline delivered", "machine.online delivered"]);
  });

  it("a channel of an unknown shape holds back its own deliveries and nothing else", async () => {
    const id = await addChannel();
    await addChannel();
    await outage();
    await database.client.channel.update({ where: { id }, data: { config: '{"queue":"alerts"}' } });
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline pending", "machine.offline delivered"]);
  });

  it("is given up after 25 hours, without its channel counting as failed", async () => {
    const id = await addChannel();
    await outage();
    await database.client.event.updateMany({ data: { facts: "{}" } });
    await database.client.delivery.updateMany({ data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline dead unreadable"]);
    expect(await database.client.channel.findUnique({ where: { id } })).toMatchObject({ failedAt: null });
  });

  it("is tried less and less often", async () => {
    await addChannel();
    await outage();
    await database.client.event.updateMany({ data: { facts: "{}" } });
    for (const [agoMs, waitMs] of [
      [0, 5_000],
      [60_000, 40_000],
      [3_600_000, 600_000],
    ] as const) {
      const createdAt = new Date(Date.now() - agoMs);
      await database.client.delivery.updateMany({ data: { createdAt, nextAttemptAt: new Date(0) } });
      await pump();
      const { nextAttemptAt } = await database.client.delivery.findFirstOrThrow();
      expect(Math.abs(Number(nextAttemptAt) - Date.now() - waitMs)).toBeLessThan(2_000);
    }
  });
});

describe("a clock that is set back", () => {
  it("does not delay what was planned before", async () => {
    await addChannel();
    await outage();
    const ahead = new Date(Date.now() + 2 * 3_600_000);
    await database.client.delivery.updateMany({ data: { createdAt: ahead, nextAttemptAt: ahead } });
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline pending"]);
    expect(await replanDeliveries(database)).toBe(1);
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
  });

  it("is not assumed from a retry that is planned for later", async () => {
    await addChannel();
    await outage();
    const ahead = new Date(Date.now() + 3_600_000);
    await database.client.delivery.updateMany({ data: { nextAttemptAt: ahead } });
    expect(await replanDeliveries(database)).toBe(0);
  });
});

describe("the breaker", () => {
  it("tries a destination that is down with one delivery, keeps the others, and costs them no attempt", async () => {
    await addChannel();
    const machines = await fleet.addMachines(20);
    await fleet.report(machines.map(({ keyId }) => keyId));
    await fleet.hear(10_000);
    receiver.answer({ kind: "status", status: 503 });
    await sweepOnce(database);
    const outbox = new Outbox({ database, agent, sealKey }, LONE_WORKER);
    await outbox.pump();
    await expect.poll(() => database.client.deliveryAttempt.count()).toBe(20);
    await makeDue();
    await outbox.pump();
    await outbox.pump();
    expect(receiver.received).toHaveLength(20);
    expect(await database.client.delivery.count({ where: { state: "pending", attemptCount: 1 } })).toBe(20);
    receiver.answer({ kind: "status", status: 200 });
    await expect
      .poll(
        async () => {
          await outbox.pump();
          return database.client.delivery.count({ where: { state: "delivered", attemptCount: 2 } });
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBe(20);
    await outbox.stop();
    expect(receiver.received).toHaveLength(40);
  });

  it("does not open for one channel's refusals, so other channels on the host go on", async () => {
    await addChannel();
    const machines = await fleet.addMachines(6);
    await fleet.report(machines.map(({ keyId }) => keyId));
    await fleet.hear(10_000);
    receiver.answer({ kind: "status", status: 404 });
    await sweepOnce(database);
    const outbox = new Outbox({ database, agent, sealKey }, LONE_WORKER);
    await outbox.pump();
    await expect.poll(() => database.client.deliveryAttempt.count()).toBe(6);
    receiver.answer({ kind: "status", status: 200 });
    await makeDue();
    await outbox.pump();
    await outbox.stop();
    expect(await database.client.delivery.count({ where: { state: "delivered" } })).toBe(6);
  });
});
