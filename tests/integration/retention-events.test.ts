import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { Pruner } from "@/lib/history/retention/pruner";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { KEEP, prune } from "../support/prune";

const DAY_MS = 86_400_000;
const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);

/** An incident with an event, and a delivery with two attempts; `over` days ago, null: it is open. */
async function addIncident(
  fleet: Fleet,
  {
    machineId,
    over,
    state = "delivered",
    data = {},
  }: { machineId: number; over: number | null; state?: string; data?: { chatMessageId?: number } },
) {
  const startedAt = daysAgo((over ?? 500) + 1);
  const { id } = await fleet.database.client.incident.create({
    data: {
      machineId,
      kind: "offline",
      openKey: over === null ? `${machineId}:offline` : null,
      startedAt,
      detectedAt: startedAt,
      resolvedAt: over === null ? null : daysAgo(over),
      outage: { create: { lastHeardMs: 0, deadlineMs: 0, detectedMs: 0, thresholdMs: 0 } },
      acknowledgements: { create: { name: "Anna", via: "ui", createdAt: startedAt } },
    },
  });
  await addEvent(fleet, { machineId, incidentId: id, at: startedAt, state, data });
  return id;
}

function addEvent(
  { database: { client }, teamId }: Fleet,
  {
    at,
    state = "delivered",
    data = {},
    ...of
  }: {
    machineId?: number;
    incidentId?: number;
    at: Date;
    state?: string;
    data?: { chatMessageId?: number };
  },
) {
  const attempt = { startedAt: at, finishedAt: at, isSuccess: false, message: "no" };
  const type = of.incidentId === undefined ? "hub.deaf" : "machine.offline";
  return client.event.create({
    data: {
      id: `evt_${randomUUID()}`,
      teamId,
      type,
      occurredAt: at,
      facts: "{}",
      ...of,
      deliveries: {
        create: {
          uid: randomUUID(),
          channelName: "hook",
          eventType: type,
          state,
          attemptCount: 2,
          createdAt: at,
          ...of,
          ...data,
          attempts: { create: [1, 2].map((number) => ({ number, ...attempt })) },
        },
      },
    },
  });
}

async function counts({ client }: Database) {
  const [incidents, events, deliveries, attempts, acknowledgements, outages] = await Promise.all([
    client.incident.count(),
    client.event.count(),
    client.delivery.count(),
    client.deliveryAttempt.count(),
    client.acknowledgement.count(),
    client.outage.count(),
  ]);
  return { incidents, events, deliveries, attempts, acknowledgements, outages };
}

it("deletes an incident's events with deliveries and attempts first, and much later the incident", async ({
  fleet,
}) => {
  const { database } = fleet;
  const { machineId } = await fleet.addMachine();
  for (const over of [0, 89, 91, 399, 401]) await addIncident(fleet, { machineId, over });
  await prune(database, { now });
  expect(await counts(database)).toEqual({
    incidents: 4,
    events: 2,
    deliveries: 2,
    attempts: 4,
    acknowledgements: 4,
    outages: 4,
  });
  const left = await database.client.incident.findMany({ orderBy: { id: "asc" } });
  expect(left.map(({ eventsKept }) => eventsKept)).toEqual([true, true, false, false]);
});

it("deletes events of no incident by the time at which they occurred", async ({ fleet }) => {
  for (const days of [0, 89, 91]) await addEvent(fleet, { at: daysAgo(days) });
  expect(await prune(fleet.database, { now })).toMatchObject({ notices: 2 });
  expect(await counts(fleet.database)).toMatchObject({ events: 2, deliveries: 2, attempts: 4 });
});

it("never touches an open incident, however old", async ({ fleet }) => {
  const { machineId } = await fleet.addMachine();
  await addIncident(fleet, { machineId, over: null });
  const before = await counts(fleet.database);
  await prune(fleet.database, { now });
  expect(await counts(fleet.database)).toEqual(before);
});

it.for(["pending", "sending"])("waits for a delivery that is %s", async (state, { fleet }) => {
  const { database } = fleet;
  const { machineId } = await fleet.addMachine();
  await addIncident(fleet, { machineId, over: 500, state });
  await addEvent(fleet, { at: daysAgo(500), state });
  const before = await counts(database);
  await prune(database, { now });
  expect(await counts(database)).toEqual(before);
  await database.client.delivery.updateMany({ data: { state: "dead" } });
  await prune(database, { now });
  expect(await counts(database)).toMatchObject({ incidents: 0, events: 0, deliveries: 0, attempts: 0 });
});

it("keeps the outage that flapping began with until the machine is stable", async ({ fleet }) => {
  const { database } = fleet;
  const { machineId } = await fleet.addMachine();
  const incidentId = await addIncident(fleet, { machineId, over: 500 });
  const flap = { machineId, incidentId, startedAt: daysAgo(501), outages: 3, steadyMs: 1 };
  await database.client.flap.create({ data: flap });
  await prune(database, { now });
  expect(await counts(database)).toMatchObject({ incidents: 1, events: 1, deliveries: 1 });
  await database.client.flap.deleteMany();
  await prune(database, { now });
  expect(await counts(database)).toMatchObject({ incidents: 0, events: 0, deliveries: 0 });
});

it("keeps what a message shows that may still be redrawn, and a message as long as what it told", async ({
  fleet,
}) => {
  const { client } = fleet.database;
  const channelId = await fleet.addChannel();
  const { machineId } = await fleet.addMachine();
  const add = (followsUntil: Date | null) =>
    client.chatMessage.create({
      data: { channelId, receipt: randomUUID(), sentAt: daysAgo(500), shown: "", followsUntil },
    });
  const followed = await add(new Date(now.getTime() + 1_000));
  const [ofOpen, ofClosed] = [await add(daysAgo(498)), await add(null)];
  await addIncident(fleet, { machineId, over: null, data: { chatMessageId: ofOpen.id } });
  for (const message of [followed, ofClosed])
    await addIncident(fleet, { machineId, over: 100, data: { chatMessageId: message.id } });
  await prune(fleet.database, { now });
  const left = await client.chatMessage.findMany({
    select: { id: true, _count: true },
    orderBy: { id: "asc" },
  });
  expect(left).toEqual([followed, ofOpen].map(({ id }) => ({ id, _count: { deliveries: 1 } })));
});

it("deletes other history once it is over and told", async ({ fleet }) => {
  const { database } = fleet;
  const { client } = database;
  const { machineId } = await fleet.addMachine();
  await client.blindInterval.deleteMany();
  await client.knock.deleteMany();
  for (const [start, end] of [
    [500, 401],
    [500, 399],
    [500, null],
  ] as const) {
    const startedAt = daysAgo(start);
    const endedAt = end === null ? null : daysAgo(end);
    await client.unwatched.create({ data: { machineId, kind: "disabled", startedAt, endedAt } });
    const told = { endedAt: endedAt ?? daysAgo(401), toldAt: end === null ? null : now };
    await client.blindInterval.create({ data: { startedAt, cause: "down", heardMs: start, ...told } });
  }
  for (const days of [91, 89])
    await client.knock.create({ data: { at: daysAgo(days), isOk: true, url: "", message: "" } });
  expect(await prune(database, { now })).toEqual({ unwatched: 1, blind_intervals: 1, knocks: 1 });
});

it("continues after any batch, whoever takes over, and leaves nothing behind", async ({ fleet, other }) => {
  const { database } = fleet;
  const { machineId } = await fleet.addMachine();
  for (let i = 0; i < 120; i++) await addIncident(fleet, { machineId, over: 401 + i });
  await addIncident(fleet, { machineId, over: 1 });
  const seen: number[] = [];
  for (let turns = 0; turns < 100; turns++) {
    let batches = 0;
    const pruner = new Pruner({ database: turns % 2 === 0 ? database : other, keep: KEEP, pauseMs: 0 });
    const mayContinue = () => Promise.resolve(batches++ <= turns);
    const { isDone } = await pruner.run({ now, budgetMs: Number.POSITIVE_INFINITY, mayContinue });
    const { incidents, events, deliveries, attempts } = await counts(database);
    // A delivery and its attempts go together, and nothing goes before what refers to it.
    expect(attempts).toBe(2 * deliveries);
    expect(deliveries).toBeLessThanOrEqual(events);
    expect(events).toBeLessThanOrEqual(incidents);
    seen.push(incidents);
    if (isDone || incidents === 1) break;
  }
  expect(seen.at(-1)).toBe(1);
  expect(seen.length).toBeGreaterThan(2);
});
