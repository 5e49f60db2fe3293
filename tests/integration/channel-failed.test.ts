import { randomBytes } from "node:crypto";
import type { Agent } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { seal } from "@/lib/db/secrets/seal";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { WebhookReceiver } from "../support/webhook-receiver";

const sealKey = randomBytes(32);
const secret = seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", sealKey);

let database: Database;
let agent: Agent;
let fleet: Fleet;
let broken: WebhookReceiver;
let working: WebhookReceiver;
let brokenId: number;

beforeAll(() => {
  agent = guardedAgent({ allow: ["127.0.0.0/8"] });
});
afterAll(() => agent.destroy());
it.beforeEach(async ({ database: own, fleet: ownFleet }) => {
  database = own;
  fleet = ownFleet;
  broken = await WebhookReceiver.start();
  working = await WebhookReceiver.start();
  brokenId = await fleet.addChannel({ url: broken.url, secret });
  broken.answer({ kind: "status", status: 410, body: "moved away" });
});
afterEach(() => Promise.all([broken.stop(), working.stop()]));

async function outage(): Promise<void> {
  const [machine] = await fleet.addMachines(1);
  await fleet.report([machine?.keyId ?? 0]);
  await fleet.hear(10_000);
  await sweepOnce(database);
}

/** Sends until nothing more may be sent at this moment. */
async function pump(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const outbox = new Outbox({ database, agent, sealKey }, LONE_WORKER);
    await outbox.pump();
    await outbox.stop();
  }
}

const failedAt = async () =>
  (await database.client.channel.findUniqueOrThrow({ where: { id: brokenId } })).failedAt;
const notices = () =>
  working.received.flatMap(({ body }) =>
    (body as { event: string }).event === "channel.failed" ? [body] : [],
  );

describe("a channel that fails permanently", () => {
  it("is reported on the team's other channel, once until something gets through again", async () => {
    await fleet.addChannel({ url: working.url, secret });
    await outage();
    await pump();
    await outage();
    await pump();
    expect(notices()).toEqual([
      expect.objectContaining({
        message: expect.stringContaining("HTTP 410: moved away"),
        channel: expect.objectContaining({ id: brokenId, type: "webhook" }),
      }),
    ]);
    expect(await failedAt()).not.toBeNull();
    broken.answer({ kind: "status", status: 200 });
    await outage();
    await pump();
    expect(await failedAt()).toBeNull();
    broken.answer({ kind: "status", status: 410 });
    await outage();
    await pump();
    expect(notices()).toHaveLength(2);
  });

  it("is reported too when its delivery has expired", async () => {
    await fleet.addChannel({ url: working.url, secret });
    broken.answer({ kind: "status", status: 500 });
    await outage();
    await database.client.delivery.updateMany({ data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
    await pump();
    expect(notices()).toHaveLength(1);
  });

  it("is not reported after one failed attempt", async () => {
    await fleet.addChannel({ url: working.url, secret });
    broken.answer({ kind: "status", status: 500 });
    await outage();
    await pump();
    expect(notices()).toEqual([]);
    expect(await failedAt()).toBeNull();
  });

  it("that is the only one is reported nowhere, and the log says why", async () => {
    await outage();
    await pump();
    expect(await fleet.told()).toEqual([
      "machine.offline dead refused",
      "channel.failed suppressed channel_failed",
    ]);
  });
});
