import { randomBytes } from "node:crypto";
import type { Dispatcher } from "undici";
import { afterAll, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import type { ChannelType } from "@/lib/notifications/messages/channel-type";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { telegramAccess } from "@/lib/notifications/transports/telegram/access";
import { inForm } from "../support/claim";
import { EveryService, type Manner } from "../support/every-service";
import { it } from "../support/fixtures";
import { Fleet } from "../support/fleet";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const AWAY_MS = inForm({
  short: [24 * HOUR_MS],
  full: [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS],
});
/** How often what waits is looked at while nothing answers. */
const LOOKS = inForm({ short: 12, full: 1_000 });
const MACHINES = inForm({ short: 3, full: 20 });

let database: Database;
let agent: Dispatcher;
let services: EveryService;
const sealKey = randomBytes(32);

it.beforeAll(async ({ database: own }) => {
  database = own;
  services = await EveryService.start();
  agent = services.agent();
  Object.assign(telegramAccess(), {
    agent,
    apiUrl: "https://api.telegram.test",
    tokenVariable: `123456789:${"A".repeat(35)}`,
  });
});
afterAll(async () => {
  await agent.destroy();
  await services.stop();
});

const pending = () => database.client.delivery.findMany({ where: { state: "pending" } });

/** Sends what is due. */
async function pump(): Promise<void> {
  const outbox = new Outbox({ database, agent, sealKey }, LONE_WORKER);
  await outbox.pump();
  await outbox.stop();
}

/** Lets this much time pass for deliveries and attempts: moves them back instead of the clock ahead. */
async function letPass(ms: number): Promise<void> {
  const { engine, client } = database;
  await client.$executeRawUnsafe(
    engine.kind === "postgresql"
      ? `UPDATE delivery_attempts SET started_at = started_at - interval '${ms} milliseconds', finished_at = finished_at - interval '${ms} milliseconds'`
      : `UPDATE delivery_attempts SET started_at = started_at - ${ms}, finished_at = finished_at - ${ms}`,
  );
  for (const { id, createdAt, nextAttemptAt } of await pending()) {
    const earlier = (at: Date) => new Date(at.getTime() - ms);
    await database.client.delivery.update({
      where: { id },
      data: { createdAt: earlier(createdAt), nextAttemptAt: nextAttemptAt && earlier(nextAttemptAt) },
    });
  }
}

const AWAY: Manner[] = [{ kind: "status", status: 503 }, { kind: "reset" }, { kind: "status", status: 429 }];

/** What was sent to each type, and what of it arrived in order: a machine's recovery after its outage. */
async function toldTo(channels: ReadonlyMap<number, ChannelType>) {
  const deliveries = await database.client.delivery.findMany({ orderBy: { id: "asc" } });
  return [...channels].map(([channelId, { type }]) => {
    const own = deliveries.filter((delivery) => delivery.channelId === channelId);
    const endOf = (eventType: string) =>
      new Map(
        own.flatMap((each) =>
          String(each.eventType) === eventType ? [[each.machineId, each.finishedAt?.getTime() ?? 0]] : [],
        ),
      );
    const [outages, recoveries] = [endOf("machine.offline"), endOf("machine.online")];
    return {
      type,
      events: own.length,
      delivered: own.filter(({ state }) => String(state) === "delivered").length,
      inOrder: [...outages].filter(([id, at]) => at <= (recoveries.get(id) ?? 0)).length,
    };
  });
}

it.for(AWAY_MS.map((ms) => ({ ms, title: `${ms / MINUTE_MS} min` })))(
  "services that were down get everything, in order: $title",
  async ({ ms }, { task }) => {
    await database.client.team.deleteMany();
    services.taken.length = 0;
    const fleet = await Fleet.create(database);
    const channels = await services.addChannels(fleet, sealKey);
    const machines = await fleet.addMachines(MACHINES);
    const keyIds = machines.map(({ keyId }) => keyId);
    await fleet.report(keyIds);
    await fleet.hear(10_000);
    await sweepOnce(database);
    // They come back while the services are still down.
    await fleet.report(keyIds);
    let passedMs = 0;
    for (let turns = 0; (await pending()).length > 0 && turns < 2_000; turns++) {
      services.manner =
        passedMs < ms ? (AWAY[turns % AWAY.length] ?? { kind: "reset" }) : { kind: "accepts" };
      await pump();
      // Recoveries that wait behind their outages are due all the time; what is gathered waits for its turn.
      const ahead = (await pending()).map(({ nextAttemptAt }) => Number(nextAttemptAt) - Date.now());
      if (ahead.length === 0) break;
      const later = ahead.filter((aheadMs) => aheadMs > 0);
      const stepMs = passedMs < ms ? Math.min(ms / LOOKS, ms - passedMs) : 0;
      const waitMs = Math.max(MINUTE_MS / 2, stepMs, Math.min(HOUR_MS, ...later));
      await letPass(waitMs);
      passedMs += waitMs;
    }
    const told = await toldTo(channels);
    const lost = told.reduce((sum, { events, delivered }) => sum + events - delivered, 0);
    const attempts = await database.client.deliveryAttempt.count();
    task.meta.claim = {
      tries: `${channels.size} types, ${told.reduce((sum, { events }) => sum + events, 0)} events, ${attempts} attempts`,
      figure: `lost ${lost}, the last delivered ${Math.round((passedMs - ms) / MINUTE_MS)} min after their return`,
    };
    const everything = { events: 2 * MACHINES, delivered: 2 * MACHINES, inOrder: MACHINES };
    expect(told).toEqual([...channels.values()].map(({ type }) => ({ type, ...everything })));
    expect(new Set(services.taken.map(({ type }) => type)).size).toBe(channels.size);
  },
);
