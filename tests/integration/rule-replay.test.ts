import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as getNames } from "@/app/api/v1/rules/names/route";
import { POST as replay } from "@/app/api/v1/rules/replay/route";
import { PROOF_OF_LIFE, type Sample } from "@/lib/heartbeat/report/parse";
import { foldNext } from "@/lib/history/roll-ups/fold";
import { rollNext } from "@/lib/history/roll-ups/roll";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { CPU_RULE, RuleHub, reportOf } from "../support/rule-hub";
import { makeSample } from "../support/sample";

const S = 1_000;
const MINUTE_MS = 60 * S;
const HOUR_MS = 60 * MINUTE_MS;
const INTERVAL_MS = 5 * S;

let hub: TestHub;
let as: Person;
let fleet: Fleet;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ role: "viewer", teamId: fleet.teamId });
});
afterAll(() => hub.close());

const ask = (machineId: number, rule: object = {}, rest: object = {}) =>
  hub.call(replay, { as, body: { rule: { ...CPU_RULE, ...rule }, machine_id: machineId, ...rest } });

type Fired = { target: string | null; value: number; resolved_at: string | null };
const inShort = ({ target, value, resolved_at }: Fired) => [target, value, resolved_at !== null];

function used(atMs: number, filesystems: Record<string, number>): Sample {
  const list = Object.entries(filesystems).map(([mount, used_pct]) => ({
    mount,
    used_pct,
    total_bytes: null,
  }));
  return { ...makeSample({}, atMs), details: { filesystems: list } };
}

/** What the worker does once everything is due. */
async function fold() {
  const { database } = hub;
  const now = new Date(Date.now() + 20 * MINUTE_MS);
  while ((await foldNext({ database, now })).machines > 0);
  while ((await rollNext({ database, now })).hours > 0);
}

/** As if every sample before then were no longer kept. */
async function forgetRaw(machineId: number, beforeMs: number) {
  const { client } = hub.database;
  await client.sample.deleteMany({ where: { machineId, sampledAt: { lt: new Date(beforeMs) } } });
  await client.history.deleteMany({ where: { machineId, step: 0, start: { lt: new Date(beforeMs) } } });
}

describe("a replay", () => {
  it("says what ingest has done with the same samples", async () => {
    const owner = await hub.addPerson({ role: "member", teamId: fleet.teamId });
    const rules = new RuleHub(hub, fleet, owner);
    const rule = { metric: "filesystem.used_pct", target: "/v*", samples: 3, recover_margin: 2 };
    await rules.add(rule);
    const machine = await fleet.addMachine();
    const startMs = Date.now() - 10 * MINUTE_MS;
    // Each value once, so that a firing is told by it.
    const values = [50, 91, 92, 93, 94, 89.5, 88, 95, 96, 12, 97, 98, 99, 99.5, 20, 91.5, 92.5];
    for (const [index, value] of values.entries()) {
      await fleet.hear(INTERVAL_MS);
      const sample = used(startMs + index * INTERVAL_MS, { "/": 99, "/var": value, "/vol": 100 - value });
      await rules.report(machine, [{ ...reportOf({}), sample }]);
    }
    const incidents = await rules.incidents(machine.machineId);
    const fired = incidents.map(({ firing, isOpen }) => [firing?.target, firing?.value, !isOpen]);
    expect(fired).toEqual([
      ["/var", 93, true],
      ["/var", 99, true],
    ]);

    for (const isFolded of [false, true]) {
      if (isFolded) await fold();
      const { status, json } = await ask(machine.machineId, rule);
      expect(status).toBe(200);
      expect(json.firings.map(inShort)).toEqual(fired);
      expect(json).toMatchObject({
        count: 2,
        resolution: "raw",
        averaged_until: null,
        from: new Date(startMs).toISOString(),
        targets: [
          { target: "/var", firings: 2 },
          { target: "/vol", firings: 0 },
        ],
      });
    }
  });

  it("goes on to averages where samples are no longer kept, and says until when", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    const startMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 6 * HOUR_MS;
    const rawMs = startMs + 3 * HOUR_MS;
    // Ten minutes of every second hour are busy.
    const backlog = Array.from({ length: 6 * 360 }, (_, index) => {
      const afterMs = index * 10 * S;
      const isBusy = afterMs % (2 * HOUR_MS) < 10 * MINUTE_MS;
      return makeSample({ cpu_pct: isBusy ? 95 : 10 }, startMs + afterMs);
    });
    for (let hour = 0; hour < 6; hour++)
      await fleet.report([keyId], { ...PROOF_OF_LIFE, backlog: backlog.slice(hour * 360, (hour + 1) * 360) });
    const rule = { samples: undefined, for: "5m" };
    const before = (await ask(machineId, rule)).json;
    expect(before).toMatchObject({ count: 3, resolution: "raw", averaged_until: null });
    await fold();
    await forgetRaw(machineId, rawMs);
    const after = (await ask(machineId, rule)).json;
    expect(after).toMatchObject({
      count: 3,
      resolution: "5m",
      from: new Date(startMs).toISOString(),
      averaged_until: new Date(rawMs).toISOString(),
    });
    for (const [index, { started_at }] of after.firings.entries())
      expect(
        Math.abs(Date.parse(started_at) - Date.parse(before.firings[index].started_at)),
      ).toBeLessThanOrEqual(5 * MINUTE_MS);
  });

  it("ends where it was asked to begin", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    const startMs = Date.now() - 2 * HOUR_MS;
    const backlog = [95, 95, 95, 10].map((cpu_pct, index) =>
      makeSample({ cpu_pct }, startMs + index * 10 * S),
    );
    await fleet.report([keyId], { ...PROOF_OF_LIFE, backlog });
    expect((await ask(machineId)).json.count).toBe(1);
    expect((await ask(machineId, {}, { span: "1h" })).json).toMatchObject({ count: 0, from: null });
  });

  it("says when there is nothing to judge", async () => {
    const { machineId } = await fleet.addMachine();
    const nothing = { is_kept: true, from: null, targets: [], firings: [], count: 0 };
    expect((await ask(machineId)).json).toMatchObject(nothing);
    expect((await ask(machineId, { metric: "filesystem.used_pct" })).json).toMatchObject(nothing);
    const other = await fleet.addMachine();
    await fleet.report([other.keyId], {
      ...PROOF_OF_LIFE,
      backlog: [used(Date.now() - MINUTE_MS, { "/": 95 })],
    });
    expect((await ask(other.machineId, { metric: "gauge:queue" })).json).toMatchObject(nothing);
    for (const metric of ["filesystem.full_in", "clock_off"])
      expect((await ask(machineId, { metric, threshold: 120 })).json).toMatchObject({
        ...nothing,
        is_kept: false,
      });
  });

  it("looks at sixteen targets, and says how many more fit", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    const mounts = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`/srv/${String(index).padStart(2, "0")}`, 95]),
    );
    const backlog = [used(Date.now() - MINUTE_MS, mounts)];
    await fleet.report([keyId], { ...PROOF_OF_LIFE, backlog });
    const { json } = await ask(machineId, { metric: "filesystem.used_pct", samples: 1 });
    expect(json).toMatchObject({ count: 16, targets_left_out: 4 });
    expect(json.targets).toHaveLength(16);
  });

  it("refuses what is no rule, and finds no machine of another team", async () => {
    const { machineId } = await fleet.addMachine();
    const refused = await ask(machineId, { metric: "banana" });
    expect([refused.status, refused.json.error.fields]).toEqual([
      422,
      { "rule.metric": "is not the name of a metric" },
    ]);
    const other = await (await Fleet.create(hub.database)).addMachine();
    expect((await ask(other.machineId)).status).toBe(404);
  });
});

describe("the names that a rule could watch", () => {
  const names = async (query = "") => {
    const { status, json } = await hub.call(getNames, { as, query });
    expect(status).toBe(200);
    return json;
  };

  it("are those of machines in scope, the frequent ones first", async () => {
    const [db, web, other] = [
      await fleet.addMachine(),
      await fleet.addMachine(),
      await (await Fleet.create(hub.database)).addMachine(),
    ];
    await hub.database.client.machine.update({ where: { id: db.machineId }, data: { tags: '["db"]' } });
    const send = (keyId: number, mounts: string[]) => {
      const sample = used(Date.now(), Object.fromEntries(mounts.map((mount) => [mount, 50])));
      return fleet.report([keyId], { ...PROOF_OF_LIFE, sample });
    };
    await send(db.keyId, ["/", "/pg"]);
    await send(web.keyId, ["/", "/a"]);
    await fleet.beside(hub.database).report([other.keyId], {
      ...PROOF_OF_LIFE,
      sample: used(Date.now(), { "/secret": 50 }),
    });
    const all = await names();
    expect(all.names).toEqual({ filesystem: ["/", "/a", "/pg"], interface: [], temperature: [], gauge: [] });
    expect(all.machines.map(({ id }: { id: number }) => id)).toEqual([web.machineId, db.machineId]);
    expect((await names("?tags=db,nothing")).names.filesystem).toEqual(["/", "/pg"]);
    expect((await names(`?machines=${web.machineId},${other.machineId}`)).names.filesystem).toEqual([
      "/",
      "/a",
    ]);
  });

  it("are none where there are no machines", async () => {
    expect(await names("?tags=nothing")).toMatchObject({ names: { filesystem: [] }, machines: [] });
    const { status } = await hub.call(getNames, { as, query: "?machines=banana" });
    expect(status).toBe(422);
  });
});
