import { randomBytes } from "node:crypto";
import type { Agent } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect, vi } from "vitest";
import type { Database } from "@/lib/db/client";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { sealSecrets } from "@/lib/notifications/transports/secrets";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { type Answer, WebhookReceiver } from "../support/webhook-receiver";

// Two types that no folder of the outbox knows: one for programs, and one for people whose receiver knows its keys. Both
// refuse this installation with 423.
vi.mock("@/lib/notifications/transports/registry", async () => {
  const { pager } = await import("../support/pager/type");
  const { failed } = await import("@/lib/notifications/messages/read-answer");
  if (!("render" in pager)) throw new Error("the pager is no type of requests and answers any more");
  const { instance: _, ...rest } = pager;
  const lone = {
    ...rest,
    readAnswer: (...given: Parameters<typeof pager.readAnswer>) =>
      given[0].status === 423
        ? failed({ httpStatus: 423, message: "banned", blame: "instance" })
        : pager.readAnswer(...given),
    render: (...given: Parameters<typeof pager.render>) => pager.render(...given).slice(-1),
  };
  const limits = { ...pager.limits, gatherMs: 1_000 };
  return {
    CHANNEL_TYPES: [
      { ...lone, type: "beeper", pace: "each" },
      { ...lone, type: "push", pace: "gathered", isKeyed: true, rates: () => [], limits },
    ],
  };
});

const sealKey = randomBytes(32);
const QUEUED: Answer = { kind: "status", status: 200, body: "{}" };

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
  receiver.answer(QUEUED);
});
afterEach(() => receiver.stop());

const addChannel = (type: string) => {
  const { host } = new URL(receiver.url);
  const config = JSON.stringify({ crew: "night", host, hint: "…" });
  const secret = sealSecrets({ url: receiver.url }, sealKey);
  if (secret === null) throw new Error("the type has no secret");
  return fleet.addChannel({ type, config, secret });
};

async function outages(count: number): Promise<void> {
  const machines = await fleet.addMachines(count);
  await fleet.report(machines.map(({ keyId }) => keyId));
  await fleet.hear(10_000);
  await sweepOnce(database);
}

const newOutbox = () => new Outbox({ database, agent, sealKey }, LONE_WORKER);

/** Sends all that may be sent at this moment; what was sent before counts as an hour longer ago. */
async function pump(): Promise<void> {
  const { delivery, deliveryAttempt } = database.client;
  const earlier = (at: Date) => new Date(at.getTime() - 3_600_000);
  for (const { deliveryId, number, startedAt, finishedAt } of await deliveryAttempt.findMany())
    await deliveryAttempt.update({
      where: { deliveryId_number: { deliveryId, number } },
      data: { startedAt: earlier(startedAt), finishedAt: earlier(finishedAt) },
    });
  await delivery.updateMany({ where: { state: "pending" }, data: { nextAttemptAt: new Date(0) } });
  const outbox = newOutbox();
  await outbox.pump();
  await outbox.stop();
}

const sent = () =>
  receiver.received.map(({ body }) => {
    const { key, title } = body as { key: string; title: string };
    return { key, title };
  });
const uids = async () =>
  (await database.client.delivery.findMany({ orderBy: { id: "asc" } })).map(({ uid }) => uid);

describe("a type for people that the outbox does not know", () => {
  it("gets a burst as one message, under one key", async () => {
    await addChannel("push");
    await outages(3);
    await pump();
    expect(sent()).toEqual([
      { key: expect.stringMatching(/^msg_/), title: expect.stringContaining("3 machines") },
    ]);
    expect(await fleet.told()).toEqual(Array(3).fill("machine.offline delivered"));
  });

  it("gathers for its own interval", async () => {
    await addChannel("push");
    const outbox = newOutbox();
    await outages(1);
    await outbox.pump();
    await expect.poll(() => database.client.delivery.count({ where: { state: "delivered" } })).toBe(1);
    await outages(2);
    await outbox.pump();
    await expect.poll(() => database.client.delivery.count({ where: { state: "delivered" } })).toBe(3);
    await outbox.stop();
    const [first, second] = receiver.received.map(({ arrivedAtMs }) => arrivedAtMs);
    expect(receiver.received).toHaveLength(2);
    expect(Number(second) - Number(first)).toBeGreaterThan(900);
  });

  it("gets the same message again when an answer was lost, and what has come since in another one", async () => {
    await addChannel("push");
    await outages(2);
    receiver.plan({ kind: "reset" });
    await pump();
    await outages(1);
    await pump();
    expect(sent()[1]).toEqual(sent()[0]);
    await pump();
    expect(sent().map(({ key }) => key)).toEqual([sent()[0]?.key, sent()[0]?.key, (await uids())[2]]);
    expect(await fleet.told()).toEqual(Array(3).fill("machine.offline delivered"));
  });

  it("gets the same message again from a worker that takes over from one that died meanwhile", async () => {
    await addChannel("push");
    await outages(2);
    receiver.plan({ kind: "hang" });
    const dying = newOutbox();
    await dying.pump();
    await expect.poll(() => receiver.received.length).toBe(1);
    await outages(1);
    await database.client.delivery.updateMany({
      where: { state: "sending" },
      data: { leaseUntil: new Date(Date.now() - 1) },
    });
    await pump();
    expect(sent()[1]).toEqual(sent()[0]);
    await receiver.stop();
    await dying.stop();
    receiver = await WebhookReceiver.start();
  });
});

describe.each(["beeper", "push"])("a refusal, of a %s channel", (type) => {
  it("of one message gives up that message, and the channel does not count as failed", async () => {
    const id = await addChannel(type);
    await outages(1);
    receiver.plan({ kind: "status", status: 413 });
    await pump();
    await outages(1);
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline dead message_refused", "machine.offline delivered"]);
    expect(await database.client.channel.findUnique({ where: { id } })).toMatchObject({ failedAt: null });
  });

  it("of the channel ends it", async () => {
    await addChannel(type);
    await outages(1);
    receiver.plan({ kind: "status", status: 404, body: '{"error":"no such crew"}' });
    await pump();
    expect(await fleet.told()).toEqual([
      "machine.offline dead refused",
      "channel.failed suppressed channel_failed",
    ]);
  });

  it("of the installation makes everything wait, counts no attempt, and is not repeated at once", async () => {
    await addChannel(type);
    await outages(2);
    receiver.answer({ kind: "status", status: 423 });
    const outbox = newOutbox();
    for (let look = 0; look < 5; look++) {
      await outbox.pump();
      await expect.poll(() => database.client.delivery.count({ where: { state: "pending" } })).toBe(2);
    }
    await outbox.stop();
    expect(receiver.received.length).toBeLessThanOrEqual(2);
    const rows = await database.client.delivery.findMany({ include: { attempts: true } });
    expect(rows.map(({ attemptCount, attempts }) => [attemptCount, attempts.length])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    receiver.answer(QUEUED);
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.offline delivered"]);
  });
});
