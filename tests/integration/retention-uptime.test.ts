import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reportUptime } from "@/lib/history/uptime/report-uptime";
import type { TeamScope } from "@/lib/people/teams/scope";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { KEEP, prune } from "../support/prune";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);

let hub: TestHub;
let fleet: Fleet;
let machineId: number;

beforeAll(async () => {
  hub = await TestHub.open();
});
afterAll(() => hub.close());

/** A hub with one machine, added long before anything is kept, and nothing that happened. */
async function begin() {
  const { client } = hub.database;
  await client.team.deleteMany();
  await client.blindInterval.deleteMany();
  await client.setting.deleteMany({ where: { key: "history_kept_since" } });
  await client.hubPulse.update({ where: { id: 1 }, data: { pulsedAt: now } });
  fleet = await Fleet.create(hub.database);
  ({ machineId } = await fleet.addMachine());
  const old = { status: "online", createdAt: daysAgo(2_000) };
  await client.machine.update({ where: { id: machineId }, data: old });
}

type Lasting = { kind: "outage" | "unwatched" | "blind"; from: number; days: number };

async function add({ kind, from, days }: Lasting) {
  const { client } = hub.database;
  const startedAt = daysAgo(from);
  const isOver = days <= from;
  const endedAt = daysAgo(from - days);
  if (kind === "blind")
    return client.blindInterval.create({
      data: { startedAt, endedAt: isOver ? endedAt : now, cause: "down", heardMs: 0, toldAt: now },
    });
  if (kind === "unwatched")
    return client.unwatched.create({
      data: { machineId, kind: "disabled", startedAt, endedAt: isOver ? endedAt : null },
    });
  return client.incident.create({
    data: {
      machineId,
      kind: "offline",
      startedAt,
      detectedAt: startedAt,
      resolvedAt: isOver ? endedAt : null,
      outage: { create: { lastHeardMs: 0, deadlineMs: 0, detectedMs: 0, thresholdMs: 0 } },
    },
  });
}

async function uptime({ from, to }: { from: Date; to: Date }) {
  const scope = { teamId: fleet.teamId, userId: 0, role: "admin" } as unknown as TeamScope;
  const page = { after: null, limit: 10 };
  return (await reportUptime({ scope, from, to, span: DAY_MS, now, page })).data[0];
}

const days = (max: number) => fc.integer({ min: 0, max: max * 24 }).map((hours) => hours / 24);
const lasting = fc.record({
  kind: fc.constantFrom<Lasting["kind"]>("outage", "unwatched", "blind"),
  from: days(800),
  days: fc.oneof(days(3), days(500)),
});

/** Of each kind, one after the other, as they are recorded: what would go on when the next begins ends then. */
function inTurn(all: readonly Lasting[]): Lasting[] {
  const sorted = [...all].sort((one, other) => other.from - one.from);
  return sorted.flatMap((each, index) => {
    const next = sorted.slice(index + 1).find(({ kind }) => kind === each.kind);
    if (next === undefined) return [each];
    return next.from === each.from ? [] : [{ ...each, days: Math.min(each.days, each.from - next.from) }];
  });
}

it("uptime of the time that is kept is the same before and after anything is deleted", async () => {
  const spans = [
    [400, 34],
    [366, 0],
    [395, 390],
    [90, 0],
  ].map(([from = 0, to = 0]) => ({ from: daysAgo(from), to: daysAgo(to) }));
  let deleted = 0;
  const sameForAny = fc.asyncProperty(fc.array(lasting, { minLength: 1, maxLength: 12 }), async (all) => {
    await begin();
    for (const each of inTurn(all)) await add(each);
    const before = await Promise.all(spans.map(uptime));
    const { incidents = 0, unwatched = 0, blind_intervals = 0 } = await prune(hub.database, { now });
    deleted += incidents + unwatched + blind_intervals;
    expect(await Promise.all(spans.map(uptime))).toEqual(before);
  });
  await fc.assert(sameForAny, { numRuns: 25 });
  expect(deleted).toBeGreaterThan(10);
});

it("uptime of earlier time is unknown, and not perfect because its outages are gone", async () => {
  await begin();
  await add({ kind: "outage", from: 500, days: 50 });
  await prune(hub.database, { now });
  expect(await uptime({ from: daysAgo(500), to: daysAgo(450) })).toMatchObject({
    uptime_pct: null,
    unknown: "50d",
  });
  expect(await uptime({ from: daysAgo(410), to: daysAgo(390) })).toMatchObject({
    uptime_pct: 100,
    unknown: "10d",
    online: "10d",
  });
});

it("what was deleted stays unknown when more is kept from then on", async () => {
  await begin();
  await prune(hub.database, { now, keep: { historyMs: 30 * DAY_MS } });
  await prune(hub.database, { now, keep: KEEP });
  expect(await uptime({ from: daysAgo(40), to: daysAgo(20) })).toMatchObject({ unknown: "10d" });
});
