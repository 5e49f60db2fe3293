import { describe, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { notifyDeaf } from "@/lib/detection/hearing/notify-deaf";
import { notifyHeard } from "@/lib/detection/hearing/notify-heard";
import { it } from "../support/fixtures";
import { Fleet } from "../support/fleet";
import { sweepOnce } from "../support/sweep";

const MINUTE_MS = 60_000;
const DEAF_AFTER_MS = 5 * MINUTE_MS;

let database: Database;
let other: Database;
let fleet: Fleet;

it.beforeEach(async ({ database: own, other: beside, fleet: ownFleet }) => {
  database = own;
  other = beside;
  fleet = ownFleet;
  await database.client.webProcess.deleteMany();
  await database.client.blindInterval.deleteMany();
  await database.client.hubPulse.update({
    where: { id: 1 },
    data: { heardMs: 0, blindEndedHeardMs: 0, pulsedAt: null },
  });
  await fleet.addChannel();
  await fleet.pulse();
});

/** Moves every trace of the latest pulses back in time, as if nothing had been heard for this long. */
async function silence(ms: number): Promise<void> {
  const pulsedAt = new Date(Date.now() - ms);
  await database.client.hubPulse.update({ where: { id: 1 }, data: { pulsedAt } });
  await database.client.webProcess.updateMany({ data: { pulsedAt } });
}
/** A stop of the hub of this length, and its first pulse after that. */
async function stop(ms: number): Promise<void> {
  await silence(ms);
  fleet = fleet.beside(database);
  await fleet.pulse();
}
async function heardMs(): Promise<number> {
  return Number((await database.client.hubPulse.findUniqueOrThrow({ where: { id: 1 } })).heardMs);
}
/** The check of a worker that has already watched in vain for a minute. */
async function lookForDeafness(on = database) {
  const watch = { heardMs: await heardMs(), watchedMs: MINUTE_MS, atMs: performance.now() };
  return (await notifyDeaf({ database: on, watch, deafAfterMs: DEAF_AFTER_MS })).sentSinceMs;
}
const notices = async (teamId = fleet.teamId) =>
  (
    await database.client.event.findMany({
      where: { teamId, machineId: null },
      orderBy: { occurredAt: "asc" },
    })
  ).map(({ type, facts }) => ({ type, ...(JSON.parse(facts) as { message: string; hub: object }) }));
const intervals = () => database.client.blindInterval.findMany({ orderBy: { id: "asc" } });

async function addHeard(count: number) {
  const machines = await fleet.addMachines(count);
  await fleet.report(machines.map(({ keyId }) => keyId));
  return machines.map(({ keyId }) => keyId);
}

describe("the end of a blind interval", () => {
  it("is sent once to each team with machines, with what has been confirmed since, however many workers check", async () => {
    const [dead, ...alive] = await addHeard(4);
    const bystander = await Fleet.create(database);
    await stop(12 * MINUTE_MS);
    expect(await notifyHeard(database)).toEqual({ stretches: 0, teams: 0 });
    await fleet.hear(5_000);
    await fleet.report(alive);
    await fleet.hear(14_000);
    expect(dead).toBeDefined();
    expect((await sweepOnce(database)).length).toBeGreaterThan(0);
    await fleet.report(alive);
    const told = await Promise.all([database, other, database, other].map(notifyHeard));
    expect(told.filter(({ teams }) => teams > 0)).toEqual([{ stretches: 1, teams: 1 }]);
    expect(await notifyHeard(other)).toEqual({ stretches: 0, teams: 0 });
    expect(await notices(bystander.teamId)).toEqual([]);
    const [interval] = await intervals();
    expect(await notices()).toEqual([
      {
        type: "hub.heard",
        message: expect.stringMatching(
          /for 12m.* \(it was down\); 3 machines confirmed since, 1 is offline\.$/,
        ),
        hub: {
          deaf_from: interval?.startedAt.toISOString(),
          deaf_until: interval?.endedAt.toISOString(),
          cause: "down",
          machines: { confirmed: 3, offline: 1, awaited: 0 },
        },
      },
    ]);
    expect((await fleet.told()).filter((row) => row.startsWith("hub."))).toEqual(["hub.heard pending"]);
  });

  it("is neither lost nor half sent if writing it fails", async () => {
    await addHeard(1);
    await stop(12 * MINUTE_MS);
    await fleet.hear(30_000);
    const broken: Database = {
      ...database,
      engine: { ...database.engine, bulkInsert: () => Promise.reject(new Error("the disk is gone")) },
    };
    await expect(notifyHeard(broken)).rejects.toThrow("the disk is gone");
    expect(await intervals()).toMatchObject([{ toldAt: null }]);
    expect(await notifyHeard(database)).toEqual({ stretches: 1, teams: 1 });
    expect(await notices()).toHaveLength(1);
  });

  it("that was too short to hide anything is marked as settled, and not sent", async () => {
    await addHeard(1);
    await stop(30_000);
    await fleet.hear(30_000);
    expect(await notifyHeard(database)).toEqual({ stretches: 1, teams: 0 });
    expect(await notices()).toEqual([]);
    expect(await intervals()).toMatchObject([{ toldAt: expect.any(Date) }]);
  });
});

describe("a blind interval that lasts", () => {
  it("is sent once, and so is its end, however short it was", async () => {
    await addHeard(1);
    await silence(DEAF_AFTER_MS - 1_000);
    expect(await lookForDeafness()).toBeNull();
    await silence(DEAF_AFTER_MS);
    const told = await Promise.all([database, other, database, other].map(lookForDeafness));
    expect(told.filter((since) => since !== null)).toHaveLength(1);
    expect(await lookForDeafness(other)).toBeNull();
    expect(await intervals()).toMatchObject([{ cause: "unknown", toldAt: null }]);
    expect(await notices()).toMatchObject([
      {
        type: "hub.deaf",
        message: expect.stringContaining("no machine's silence counts"),
        hub: { deaf_until: null },
      },
    ]);
    // Its threshold is far above: by itself the interval would not be worth a notification.
    await database.client.machine.updateMany({ data: { thresholdMs: 3_600_000 } });
    await fleet.beside(database).pulse();
    await fleet.hear(300_000);
    expect(await notifyHeard(database)).toEqual({ stretches: 1, teams: 1 });
    expect((await notices()).map(({ type }) => type)).toEqual(["hub.deaf", "hub.heard"]);
    expect(await intervals()).toMatchObject([{ cause: "down", toldAt: expect.any(Date) }]);
    await silence(DEAF_AFTER_MS);
    expect(await lookForDeafness()).not.toBeNull();
    expect(await notices()).toHaveLength(3);
  });

  it("is noticed although pulses come, if agents are refused all the time", async () => {
    await addHeard(1);
    await silence(DEAF_AFTER_MS);
    for (let i = 0; i < 3; i++) {
      fleet.hearing.note("refusedCount");
      expect((await fleet.pulse()).pulse).toMatchObject({ kind: "blind", cause: "refused" });
    }
    expect(await lookForDeafness()).not.toBeNull();
    expect(await intervals()).toMatchObject([{ cause: "refused", deafToldAt: expect.any(Date) }]);
  });

  it("is not sent if a pulse comes between the check and the event", async () => {
    await addHeard(1);
    await silence(DEAF_AFTER_MS);
    const before = await database.engine.readHub(database.client);
    const late: Database = { ...database, engine: { ...database.engine, readHub: async () => before } };
    await fleet.hear(500);
    const watch = { heardMs: before.heardMs, watchedMs: MINUTE_MS, atMs: performance.now() };
    const { sentSinceMs } = await notifyDeaf({ database: late, watch, deafAfterMs: DEAF_AFTER_MS });
    expect(sentSinceMs).toBeNull();
    expect(await notices()).toEqual([]);
  });

  it("of a hub without machines notifies nobody", async () => {
    await silence(DEAF_AFTER_MS);
    expect(await lookForDeafness()).not.toBeNull();
    expect(await notices()).toEqual([]);
  });
});
