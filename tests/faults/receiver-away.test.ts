import { randomBytes } from "node:crypto";
import type { Agent } from "undici";
import { afterAll, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { seal } from "@/lib/db/secrets/seal";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { inForm } from "../support/claim";
import { it } from "../support/fixtures";
import { Fleet } from "../support/fleet";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { type Answer, WebhookReceiver } from "../support/webhook-receiver";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const AWAY_MS = inForm({
  short: [MINUTE_MS, 24 * HOUR_MS],
  full: [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS],
});
const MACHINES = inForm({ short: 4, full: 20 });

let database: Database;
let agent: Agent;
let receiver: WebhookReceiver;
const sealKey = randomBytes(32);

it.beforeAll(async ({ database: own }) => {
  database = own;
  agent = guardedAgent({ allow: ["127.0.0.0/8"] });
  receiver = await WebhookReceiver.start();
});
afterAll(async () => {
  await agent.destroy();
  await receiver.stop();
});

const pending = () => database.client.delivery.findMany({ where: { state: "pending" } });

/** Sends what is due. */
async function pump(): Promise<void> {
  const outbox = new Outbox({ database, agent, sealKey }, LONE_WORKER);
  await outbox.pump();
  await outbox.stop();
}

/** Lets this much time pass for waiting deliveries: moves them back instead of the clock ahead. */
async function letPass(ms: number): Promise<void> {
  for (const { id, createdAt, nextAttemptAt } of await pending()) {
    const earlier = (at: Date) => new Date(at.getTime() - ms);
    await database.client.delivery.update({
      where: { id },
      data: { createdAt: earlier(createdAt), nextAttemptAt: nextAttemptAt && earlier(nextAttemptAt) },
    });
  }
}

const AWAY: Answer[] = [{ kind: "status", status: 503 }, { kind: "reset" }, { kind: "status", status: 429 }];

it.for(AWAY_MS.map((ms) => ({ ms, title: `${ms / MINUTE_MS} min` })))(
  "a receiver that was down gets everything: $title",
  async ({ ms }, { task }) => {
    await database.client.team.deleteMany();
    receiver.received.length = 0;
    const fleet = await Fleet.create(database);
    await fleet.addChannel({ url: receiver.url, secret: seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", sealKey) });
    const machines = await fleet.addMachines(MACHINES);
    const keyIds = machines.map(({ keyId }) => keyId);
    await fleet.report(keyIds);
    await fleet.hear(10_000);
    await sweepOnce(database);
    // They come back while the receiver is still down.
    await fleet.report(keyIds);
    let passedMs = 0;
    let turns = 0;
    for (; (await pending()).length > 0 && turns < 2_000; turns++) {
      receiver.answer(
        passedMs < ms ? (AWAY[turns % AWAY.length] ?? { kind: "reset" }) : { kind: "status", status: 200 },
      );
      await pump();
      // Recoveries that wait behind their outages are due all the time.
      const ahead = (await pending()).map(({ nextAttemptAt }) => Number(nextAttemptAt) - Date.now());
      const later = ahead.filter((aheadMs) => aheadMs > 0);
      const waitMs = later.length === 0 ? 0 : Math.min(HOUR_MS, ...later);
      if (ahead.length === 0) break;
      await letPass(waitMs);
      passedMs += waitMs;
    }
    const deliveries = await database.client.delivery.findMany();
    const delivered = deliveries.filter(({ state }) => String(state) === "delivered").length;
    const attempts = await database.client.deliveryAttempt.count();
    task.meta.claim = {
      tries: `${deliveries.length} events, ${attempts} attempts`,
      figure: `delivered ${((100 * delivered) / deliveries.length).toFixed(1)} %, the last ${Math.round((passedMs - ms) / MINUTE_MS)} min after its return`,
    };
    expect(deliveries).toHaveLength(2 * MACHINES);
    expect(delivered).toBe(deliveries.length);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(
      deliveries.length,
    );
  },
);
