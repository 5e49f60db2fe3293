import { randomBytes } from "node:crypto";
import type { Agent } from "undici";
import { afterAll, describe, expect, vi } from "vitest";
import type { Database } from "@/lib/db/client";
import { seal } from "@/lib/db/secrets/seal";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { it } from "../support/fixtures";
import { Fleet } from "../support/fleet";
import { ManyReceivers } from "../support/many-receivers";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";

const RECEIVERS = 300;
// More than the fast lane has room for.
const HANGING = 150;
const sealKey = randomBytes(32);
const secret = seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", sealKey);

let database: Database;
let agent: Agent;
let fleet: Fleet;
let receivers: ManyReceivers;

it.beforeAll(async ({ database: own }) => {
  database = own;
  agent = guardedAgent({ allow: ["127.0.0.0/8"] });
  receivers = await ManyReceivers.start(RECEIVERS);
  fleet = await Fleet.create(database);
  for (const url of receivers.urls) await fleet.addChannel({ url, secret });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await receivers.stop();
  await agent.destroy();
});

async function outage(): Promise<void> {
  const machines = await fleet.addMachines(1);
  await fleet.report(machines.map(({ keyId }) => keyId));
  await fleet.hear(10_000);
  await sweepOnce(database);
}

describe("a hundred and fifty of three hundred receivers that hang", () => {
  it("delay no others, at first and while they hang", async () => {
    // For ever: nothing that is sent now was waiting for an attempt to end.
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => new AbortController().signal);
    receivers.hang(HANGING);
    const outbox = new Outbox({ database, agent, sealKey }, LONE_WORKER);
    for (let count = 1; count <= 2; count++) {
      await outage();
      await outbox.pump();
      await expect
        .poll(() => receivers.answeredAtMs.length, { timeout: 60_000 })
        .toBe(count * receivers.answering);
    }
    expect(await database.client.deliveryAttempt.count({ where: { isSuccess: false } })).toBe(0);
    receivers.hang(0);
    await outbox.stop();
  }, 180_000);
});
