import { randomBytes } from "node:crypto";
import type { Agent } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect, vi } from "vitest";
import type { Database } from "@/lib/db/client";
import { seal } from "@/lib/db/secrets/seal";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { claimWebhooks, LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { WebhookReceiver } from "../support/webhook-receiver";

const SECRET = `whsec_${Buffer.from("an outbox test's thirty-two byte").toString("base64")}`;
const sealKey = randomBytes(32);

let database: Database;
let agent: Agent;
let fleet: Fleet;
let receiver: WebhookReceiver;
let claimed: number;

beforeAll(() => {
  agent = guardedAgent({ allow: ["127.0.0.0/8"] });
});
afterAll(() => agent.destroy());
it.beforeEach(async ({ database: own, fleet: ownFleet }) => {
  database = own;
  fleet = ownFleet;
  receiver = await WebhookReceiver.start();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await receiver.stop();
});

/** A worker whose claimed deliveries are counted. */
function countingOutbox(): Outbox {
  claimed = 0;
  const engine: Database["engine"] = {
    ...database.engine,
    async claimDeliveries(tx, claim) {
      const rows = await database.engine.claimDeliveries(tx, claim);
      claimed += rows.length;
      return rows;
    },
  };
  return new Outbox({ database: { ...database, engine }, agent, sealKey }, LONE_WORKER);
}

async function outages(count: number): Promise<void> {
  const machines = await fleet.addMachines(count);
  await fleet.report(machines.map(({ keyId }) => keyId));
  await fleet.hear(10_000);
  await sweepOnce(database);
}

const addChannel = () => fleet.addChannel({ url: receiver.url, secret: seal(SECRET, sealKey) });
const makeDue = () =>
  database.client.delivery.updateMany({ where: { state: "pending" }, data: { nextAttemptAt: new Date(0) } });

describe("what waits for a destination that is away", () => {
  it("is left alone until the destination is tried, and then one of it is claimed", async () => {
    await addChannel();
    await addChannel();
    await outages(40);
    receiver.answer({ kind: "status", status: 503 });
    const outbox = countingOutbox();
    await outbox.pump();
    const attempts = () => database.client.deliveryAttempt.count();
    await expect.poll(attempts, { timeout: 20_000 }).toBe(80);
    await makeDue();
    claimed = 0;
    for (let second = 0; second < 10; second++) await outbox.pump();
    expect(claimed).toBe(0);
    const tried = async () => {
      await outbox.pump();
      return receiver.received.length;
    };
    await expect.poll(tried, { timeout: 20_000, interval: 100 }).toBe(81);
    await outbox.stop();
    expect(claimed).toBe(1);
  });

  it("is given up after 25 hours all the same, without being tried", async () => {
    await addChannel();
    await outages(30);
    receiver.answer({ kind: "status", status: 503 });
    const outbox = countingOutbox();
    await outbox.pump();
    await expect.poll(() => database.client.deliveryAttempt.count(), { timeout: 20_000 }).toBe(30);
    const createdAt = new Date(Date.now() - 25 * 3_600_000);
    await database.client.delivery.updateMany({ where: { state: "pending" }, data: { createdAt } });
    // It looks for them once a minute.
    const realNow = performance.now.bind(performance);
    vi.spyOn(performance, "now").mockImplementation(() => realNow() + 61_000);
    const expired = async () => {
      await outbox.pump();
      return database.client.delivery.count({ where: { state: "dead", reason: "expired" } });
    };
    await expect.poll(expired, { timeout: 20_000 }).toBe(30);
    await outbox.stop();
    expect(await database.client.deliveryAttempt.count()).toBeLessThan(33);
  });

  it("delays nothing that waits for another channel, however much it is", async () => {
    const crowded = await addChannel();
    await outages(30);
    const other = await addChannel();
    await outages(1);
    const rows = await claimWebhooks(database, { token: "worker", limit: 10 });
    expect(new Set(rows.map(({ channelId }) => channelId))).toEqual(new Set([crowded, other]));
  });
});

describe("what waits for a channel that was deleted", () => {
  it("is taken by whoever claims next", async () => {
    const id = await addChannel();
    await outages(3);
    await database.client.channel.delete({ where: { id } });
    expect(await claimWebhooks(database, { token: "worker", limit: 2 })).toHaveLength(2);
    expect(await claimWebhooks(database, { token: "worker", limit: 2 })).toHaveLength(1);
  });
});
