import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as pause } from "@/app/api/v1/machines/[id]/pause/route";
import { POST as resume } from "@/app/api/v1/machines/[id]/resume/route";
import { PATCH as patchMachine } from "@/app/api/v1/machines/[id]/route";
import { POST as end } from "@/app/api/v1/windows/[id]/end/route";
import { GET as occurrences } from "@/app/api/v1/windows/[id]/occurrences/route";
import { PATCH as patch, DELETE as remove } from "@/app/api/v1/windows/[id]/route";
import { POST as create } from "@/app/api/v1/windows/route";
import type { Database } from "@/lib/db/client";
import { runWindows } from "@/lib/machines/windows/run-windows";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { sweepOnce } from "../support/sweep";
import { expectLogged } from "../support/watched-log";

const HOUR_MS = 3_600_000;
const ALL = { all: true };
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const untilLater = () => ({ from_at: inMs(-1_000), to_at: inMs(HOUR_MS) });
/** Of every day: it runs now, whatever the time, for another hour. */
const daily = () => {
  const from = new Date(Date.now() - 60_000).toISOString().slice(11, 16);
  return { zone: "UTC", from, lasts: "61m" };
};

let hub: TestHub;
let fleet: Fleet;
let as: Person;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ role: "member", teamId: fleet.teamId });
});
afterAll(() => hub.close());

const at = (id: number) => ({ as, params: { id: String(id) } });
const run = (database: Database = hub.database) => runWindows(database);
const sweep = async () => (await sweepOnce(hub.database)).map((row) => row.machineId);
const windowRow = () => hub.database.client.window.findFirstOrThrow();

async function addWindow(fields: object = {}): Promise<number> {
  const body = { name: "Nightly backup", scope: ALL, times: untilLater(), ...fields };
  const { status, json } = await hub.call(create, { as, body });
  expect([status, json]).toMatchObject([201, { created_by: expect.any(String) }]);
  return json.id;
}

async function coveredIds(): Promise<number[]> {
  const rows = await hub.database.client.machine.findMany({
    where: { pausedUntil: { gt: new Date() } },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id }) => id);
}

async function addHeard(): Promise<{ machineId: number; keyId: number }> {
  await fleet.addChannel();
  const machine = await fleet.addMachine();
  await fleet.report([machine.keyId]);
  return machine;
}

describe("a window that has begun", () => {
  it("covers its machines, more than one transaction takes, and nobody is notified of them", async () => {
    await addHeard();
    await fleet.addMachines(205);
    await addWindow();
    expect(await run()).toEqual({ opened: 1, closed: 0 });
    expect((await coveredIds()).length).toBe(206);
    await fleet.hear(HOUR_MS);
    expect(await sweep()).toEqual([]);
    expect(await run()).toEqual({ opened: 0, closed: 0 });
  });

  it("holds back the check of its team until it is open, but not for ever", async () => {
    const { machineId, keyId } = await addHeard();
    const other = await Fleet.create(hub.database);
    const elsewhere = await other.addMachine();
    await other.report([elsewhere.keyId]);
    const id = await addWindow({ scope: { machines: [machineId] } });
    await fleet.hear(HOUR_MS);
    expect(await sweep()).toEqual([elsewhere.machineId]);
    expect((await fleet.report([keyId])).transitions.map(({ kind }) => kind)).toEqual(["unseen_outage"]);
    expect(await hub.database.client.incident.count({ where: { machineId } })).toBe(0);
    await fleet.hear(HOUR_MS);
    await hub.database.client.window.update({
      where: { id },
      data: { triedAt: new Date(Date.now() - 61_000) },
    });
    expect(await sweep()).toEqual([machineId]);
  });

  it("is opened to the end by another worker when one dies in the middle, and by two at once", async () => {
    await addHeard();
    await fleet.addMachine();
    await addWindow();
    const { engine } = hub.database;
    const dying: Database = {
      ...hub.database,
      engine: { ...engine, lockMachines: () => Promise.reject(new Error("killed")) },
    };
    expectLogged(/could not be opened/);
    expect(await run(dying)).toEqual({ opened: 0, closed: 0 });
    expect(await windowRow()).toMatchObject({ openedAt: null, triedAt: expect.any(Date) });
    await Promise.all([run(), run(hub.database)]);
    expect((await coveredIds()).length).toBe(2);
    expect(await hub.database.client.unwatched.count({ where: { kind: "planned" } })).toBe(2);
    expect((await windowRow()).openedAt).not.toBeNull();
  });

  it("notifies within a second after its end of what is silent then, and of nothing that is back", async () => {
    const { machineId } = await addHeard();
    const back = await fleet.addMachine();
    await fleet.report([back.keyId]);
    const id = await addWindow({ times: daily() });
    await run();
    await fleet.hear(HOUR_MS);
    await fleet.report([back.keyId]);
    const { json } = await hub.call(end, { ...at(id), method: "POST" });
    expect(json.is_running).toBe(false);
    expect(Date.parse(json.from_at)).toBeGreaterThan(Date.now() + 22 * HOUR_MS);
    expect(await sweep()).toEqual([machineId]);
    expect(await run()).toEqual({ opened: 0, closed: 0 });
    const listed = await hub.call(occurrences, { ...at(id), query: "count=2" });
    expect(listed.json.data[0].from_at).toBe(json.from_at);
  });

  it("lets the recovery of an outage through that was sent before, and withholds what begins inside", async () => {
    const { machineId, keyId } = await addHeard();
    await fleet.hear(10_000);
    await sweep();
    await hub.database.client.delivery.updateMany({ data: { state: "delivered" } });
    await addWindow();
    await run();
    await fleet.report([keyId]);
    expect(await fleet.statusOf(machineId)).toBe("online");
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online pending"]);
    await fleet.hear(HOUR_MS);
    expect(await sweep()).toEqual([]);
  });

  it("is over for a machine that somebody resumes, even if it is opened again", async () => {
    const { machineId } = await addHeard();
    const other = await fleet.addMachine();
    const id = await addWindow();
    await run();
    await hub.call(resume, { ...at(machineId), method: "POST" });
    expect(await coveredIds()).toEqual([other.machineId]);
    await hub.database.client.window.update({ where: { id }, data: { openedAt: null } });
    await run();
    expect(await coveredIds()).toEqual([other.machineId]);
  });

  it("and a pause by hand: the later end counts", async () => {
    const { machineId } = await addHeard();
    await addWindow();
    await run();
    const { toAt } = await windowRow();
    const { json } = await hub.call(pause, { ...at(machineId), body: { for: "10m" } });
    expect(json.paused_until).toBe(toAt?.toISOString());
  });

  it("follows the tags of machines while it runs", async () => {
    const { machineId } = await addHeard();
    await addWindow({ scope: { tags: ["db"] } });
    await run();
    const tag = (tags: string[]) =>
      hub.call(patchMachine, { ...at(machineId), method: "PATCH", body: { tags } });
    expect(await coveredIds()).toEqual([]);
    await tag(["db"]);
    expect(await coveredIds()).toEqual([machineId]);
    await tag(["web"]);
    expect(await coveredIds()).toEqual([]);
  });
});

describe("a window that is over", () => {
  it("has its next occurrence, and a worker that was away records the ones that passed", async () => {
    const { machineId } = await addHeard();
    const id = await addWindow({ times: { ...daily(), starts_on: inMs(-10 * 24 * HOUR_MS).slice(0, 10) } });
    const fromAt = new Date(Date.now() - 50 * HOUR_MS);
    const toAt = new Date(fromAt.getTime() + HOUR_MS);
    await hub.database.client.window.update({ where: { id }, data: { fromAt, toAt } });
    for (let turn = 0; turn < 4; turn += 1) await run();
    const rows = await hub.database.client.unwatched.findMany({ where: { machineId, kind: "planned" } });
    expect(rows.length).toBe(4);
    expect(await coveredIds()).toEqual([machineId]);
    const { toAt: ends } = await windowRow();
    await hub.database.client.window.update({ where: { id }, data: { toAt: new Date() } });
    expect(await run()).toEqual({ opened: 0, closed: 1 });
    const next = await windowRow();
    expect(next).toMatchObject({ openedAt: null, triedAt: null });
    expect(Number(next.toAt) - Number(ends)).toBe(24 * HOUR_MS);
  });

  it("has none if it was to happen once", async () => {
    const id = await addWindow();
    await run();
    await hub.database.client.window.update({ where: { id }, data: { toAt: new Date() } });
    await run();
    expect(await windowRow()).toMatchObject({ fromAt: null, toAt: null, openedAt: null });
  });
});

it("a window that cannot be read is marked, and the others go on", async () => {
  const { machineId } = await addHeard();
  const id = await addWindow();
  const times = JSON.stringify({ zone: "Mars/Olympus", from: "02:00", lasts: "2h" });
  await hub.database.client.window.update({ where: { id }, data: { times } });
  await addWindow({ name: "Another" });
  expectLogged(/cannot be read/);
  expect(await run()).toEqual({ opened: 1, closed: 0 });
  expect(await coveredIds()).toEqual([machineId]);
  const marked = await hub.database.client.window.findUniqueOrThrow({ where: { id } });
  expect(marked).toMatchObject({ fromAt: null, problem: expect.stringContaining("time zone") });
  await hub.call(patch, { ...at(id), method: "PATCH", body: { times: daily() } });
  expect(await hub.database.client.window.findUniqueOrThrow({ where: { id } })).toMatchObject({
    problem: null,
  });
});

it("a window that is changed while it runs ends for whom it is no longer; deleted, for all", async () => {
  const { machineId } = await addHeard();
  const other = await fleet.addMachine();
  const id = await addWindow();
  await run();
  await hub.call(patch, { ...at(id), method: "PATCH", body: { name: "Renamed" } });
  expect((await coveredIds()).length).toBe(2);
  await hub.call(patch, { ...at(id), method: "PATCH", body: { scope: { machines: [other.machineId] } } });
  expect(await coveredIds()).toEqual([]);
  await run();
  expect(await coveredIds()).toEqual([other.machineId]);
  expect((await hub.call(remove, { ...at(id), method: "DELETE" })).status).toBe(204);
  expect(await coveredIds()).toEqual([]);
  const kept = await hub.database.client.unwatched.count({ where: { machineId, kind: "planned" } });
  expect(kept).toBe(1);
});

describe("adding a window refuses", () => {
  it.each<[string, object, number]>([
    ["times that are over", { times: { from_at: inMs(-2_000), to_at: inMs(-1_000) } }, 422],
    ["an end before the begin", { times: { from_at: inMs(HOUR_MS), to_at: inMs(0) } }, 422],
    ["more than thirty days", { times: { from_at: inMs(0), to_at: inMs(31 * 24 * HOUR_MS) } }, 422],
    ["one that overlaps itself", { times: { zone: "UTC", from: "02:00", lasts: "30h" } }, 422],
    ["no begin", { times: { zone: "UTC", lasts: "2h" } }, 422],
    ["machines of others", { scope: { machines: [2_000_000_000] } }, 422],
    ["a name that is taken", { name: "Nightly backup" }, 409],
  ])("%s", async (_, fields, status) => {
    await addWindow();
    const body = { name: "Another", scope: ALL, times: untilLater(), ...fields };
    expect((await hub.call(create, { as, body })).status).toBe(status);
    expect(await hub.database.client.window.count()).toBe(1);
  });
});
