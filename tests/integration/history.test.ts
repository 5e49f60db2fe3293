import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as getSamples } from "@/app/api/v1/machines/[id]/samples/route";
import { GET as getCsv } from "@/app/api/v1/machines/[id]/samples.csv/route";
import { GET as listSeries } from "@/app/api/v1/machines/[id]/series/route";
import { GET as getSparklines } from "@/app/api/v1/machines/sparklines/route";
import type { Sample } from "@/lib/heartbeat/report/parse";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { foldNext } from "@/lib/history/roll-ups/fold";
import { rollNext } from "@/lib/history/roll-ups/roll";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { prune } from "../support/prune";
import { makeSample } from "../support/sample";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
// Samples may be two days late, and so much is in history as rows.
const T0 = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 40 * HOUR_MS;

let hub: TestHub;
let fleet: Fleet;
let viewer: Person;

beforeAll(async () => {
  hub = await TestHub.open();
  fleet = await Fleet.create(hub.database);
  viewer = await hub.addPerson({ teamId: fleet.teamId, role: "viewer" });
});
afterAll(() => hub.close());

/** A sample of a machine that has everything, this long after T0. */
function full(afterMs: number, over: Partial<Sample> = {}): Sample {
  const s = Math.round(afterMs / 1000);
  return {
    ...makeSample(
      {
        cpu_pct: 50 + 40 * Math.sin(s / 600),
        mem_used_pct: 30 + (s % 7),
        net_rx_bytes: 9e12 + s * 1000,
        net_tx_bytes: s * 10,
        uptime_s: 100_000 + s,
        load1: (s % 100) / 50,
      },
      T0 + afterMs,
      "boot-a",
    ),
    details: {
      filesystems: [{ mount: "/", used_pct: 40 + s / 10_000, total_bytes: 5e11 }],
      interfaces: [
        { name: "eth0", rx_bytes: 9e12 + s * 900, tx_bytes: s * 10 },
        { name: "eth1", rx_bytes: s * 100, tx_bytes: null },
      ],
      temperatures: [{ name: "cpu", celsius: 40.5 + (s % 9) }],
      gauges: { queue: (s % 5) * 1.25 },
    },
    ...over,
  };
}

const every = (stepMs: number, fromMs: number, toMs: number) =>
  Array.from({ length: Math.round((toMs - fromMs) / stepMs) }, (_, index) => full(fromMs + index * stepMs));

const take = (keyId: number, backlog: Sample[]) => fleet.report([keyId], { ...PROOF_OF_LIFE, backlog });

/** What the worker does once everything is due. */
async function work(now = new Date()) {
  const { database } = hub;
  const later = new Date(now.getTime() + 20 * MINUTE_MS);
  while ((await foldNext({ database, now: later })).machines > 0);
  while ((await rollNext({ database, now: later })).hours > 0);
}

const ALL =
  "cpu_pct,net_rx_rate,uptime_s,filesystem.used_pct:/,interface.rx_rate:eth1,temperature:cpu,gauge:queue";
async function read(machineId: number, { fromMs = 0, spanMs = 6 * HOUR_MS, series = ALL } = {}) {
  const query = new URLSearchParams({
    from: new Date(T0 + fromMs).toISOString(),
    to: new Date(T0 + fromMs + spanMs).toISOString(),
    series,
  });
  const { status, json } = await hub.call(getSamples, {
    as: viewer,
    params: { id: String(machineId) },
    query: `?${query}`,
  });
  expect(status).toBe(200);
  return json;
}

/** Rates are kept to half a percent, and everything else to the digits that are shown. */
function expectAlike(one: Awaited<ReturnType<typeof read>>, other: typeof one) {
  expect(other.at).toEqual(one.at);
  for (const name of Object.keys(one.series))
    for (const stat of ["min", "avg", "max"])
      other.series[name][stat].forEach((value: number | null, row: number) => {
        const before = one.series[name][stat][row];
        if (before === null) expect(value).toBeNull();
        else
          expect(Math.abs((value ?? Number.NaN) - before)).toBeLessThanOrEqual(
            0.011 + Math.abs(before) * 0.006,
          );
      });
}

describe("history", () => {
  it("shows the same whether samples are rows, folded, rolled up or pruned", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    for (let hour = 0; hour < 6; hour++)
      await take(keyId, every(10_000, hour * HOUR_MS, (hour + 1) * HOUR_MS));
    const spans = [
      {},
      { fromMs: -10 * HOUR_MS, spanMs: 18 * HOUR_MS },
      { fromMs: 90 * MINUTE_MS, spanMs: HOUR_MS },
    ];
    const before = await Promise.all(spans.map((span) => read(machineId, span)));
    expect(before.map(({ resolution }) => resolution)).toEqual(["raw", "5m", "raw"]);
    expect(before[1].series["interface.rx_rate:eth1"].avg[10]).toBe(100);
    await work();
    for (const [index, span] of spans.entries()) expectAlike(before[index], await read(machineId, span));
    expect(await hub.database.client.sample.count({ where: { machineId } })).toBe(2_160);
    await prune(hub.database);
    expect(await hub.database.client.sample.count({ where: { machineId } })).toBe(0);
    for (const [index, span] of spans.entries()) expectAlike(before[index], await read(machineId, span));
  });

  it("takes samples that come late or twice into the hours that they belong to", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    const all = every(30_000, 0, 3 * HOUR_MS);
    const late = all.filter((_, index) => index % 3 === 1);
    await take(
      keyId,
      all.filter((_, index) => index % 3 !== 1),
    );
    await work();
    await prune(hub.database);
    await take(keyId, late);
    await take(keyId, late.slice(0, 20));
    await work();
    await prune(hub.database);
    const other = await fleet.addMachine();
    await take(other.keyId, all);
    const expected = await read(other.machineId, { series: "cpu_pct,temperature:cpu,gauge:queue" });
    const found = await read(machineId, { series: "cpu_pct,temperature:cpu,gauge:queue" });
    expectAlike(expected, found);
    const wide = { fromMs: -12 * HOUR_MS, spanMs: 24 * HOUR_MS, series: "cpu_pct" };
    expectAlike(await read(other.machineId, wide), await read(machineId, wide));
  });

  it("leaves out what comes after its raw hour has been deleted, and keeps the points", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await take(keyId, every(60_000, 0, HOUR_MS));
    await work();
    await prune(hub.database, { keep: { samplesMs: HOUR_MS } });
    expect(await hub.database.client.history.count({ where: { machineId, step: 0 } })).toBe(0);
    const wide = { fromMs: -12 * HOUR_MS, spanMs: 24 * HOUR_MS, series: "cpu_pct" };
    const before = await read(machineId, wide);
    expect(before.at).toHaveLength(12);
    await take(keyId, [full(30_000, { figures: makeSample({ cpu_pct: 100 }).figures })]);
    expectAlike(before, await read(machineId, wide));
    await work();
    expectAlike(before, await read(machineId, wide));
  });

  it("is deleted when it has been kept long enough, by resolution, and with its machine", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await take(keyId, every(60_000, 0, 2 * HOUR_MS));
    await work();
    const { history } = hub.database.client;
    const steps = async () =>
      (await history.findMany({ where: { machineId }, orderBy: { start: "asc" } }))
        .map(({ step }) => step)
        .sort();
    expect(await steps()).toEqual([0, 0, 300, 3600].sort());
    const at = (days: number) => ({ now: new Date(Date.now() + days * DAY_MS) });
    await prune(hub.database, { now: new Date(T0 + 52 * HOUR_MS - 1) });
    expect(await steps()).toHaveLength(4);
    await prune(hub.database, at(4));
    expect(await steps()).toEqual([300, 3600].sort());
    await prune(hub.database, at(32));
    expect(await steps()).toEqual([3600]);
    await prune(hub.database, at(411));
    expect(await steps()).toEqual([]);
    await hub.database.client.machine.delete({ where: { id: machineId } });
    expect(await hub.database.client.historyMark.count({ where: { machineId } })).toBe(0);
  });

  it("tells how fast a filesystem fills, and forgets it when it no longer does", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    const filling = (afterMs: number, used_pct: number) =>
      full(afterMs, { details: { filesystems: [{ mount: "/data", used_pct, total_bytes: 1 }] } });
    const hours = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
    await take(
      keyId,
      hours(-7, 38).map((hour) => filling(hour * HOUR_MS + 1, 50 + hour / 10)),
    );
    await work();
    expect(await hub.database.client.forecast.count({ where: { machineId } })).toBe(0);
    await take(
      keyId,
      hours(38, 42).map((hour) => filling(hour * HOUR_MS + 1, 50 + hour / 10)),
    );
    await work(new Date(T0 + 45 * HOUR_MS));
    const [forecast] = await hub.database.client.forecast.findMany({ where: { machineId } });
    expect(forecast).toMatchObject({ mount: "/data", pctPerHour: expect.closeTo(0.1, 2) });
    await take(
      keyId,
      hours(42, 162).map((hour) => filling(hour * HOUR_MS + 1, 54)),
    );
    await work(new Date(T0 + 165 * HOUR_MS));
    expect(await hub.database.client.forecast.count({ where: { machineId } })).toBe(0);
  });
});

describe("what else is read from history", () => {
  beforeAll(async () => {
    // Sessions are not kept for a year.
    viewer = await hub.addPerson({ teamId: fleet.teamId, role: "viewer" });
  });

  it("lists what a machine has, the fullest filesystem first, with when it will be full", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    const nowAfter = Date.now() - T0;
    const details = {
      filesystems: [
        { mount: "/", used_pct: 20, total_bytes: 1e9 },
        { mount: "/var", used_pct: 90, total_bytes: 2e9 },
      ],
      gauges: { queue: 1.25 },
    };
    await take(keyId, [full(nowAfter - 30_000), full(nowAfter - 10_000, { details })]);
    await take(keyId, [full(nowAfter - 70 * HOUR_MS, { details: { gauges: { old: 3 } } })]);
    const data = { machineId, mount: "/var", pctPerHour: 0.5, computedAt: new Date() };
    const { forecast } = hub.database.client;
    await forecast.create({ data });
    const list = async () => {
      const { json } = await hub.call(listSeries, { as: viewer, params: { id: String(machineId) } });
      return json.data;
    };
    const before = await list();
    expect(before.map(({ name }: { name: string }) => name)).toEqual([
      "cpu_pct",
      "mem_used_pct",
      "net_rx_rate",
      "net_tx_rate",
      "uptime_s",
      "load1",
      "filesystem.used_pct:/var",
      "filesystem.used_pct:/",
      "temperature:cpu",
      "gauge:old",
      "gauge:queue",
    ]);
    expect(before.find(({ metric }: { metric: string }) => metric === "filesystem.used_pct")).toEqual({
      name: "filesystem.used_pct:/var",
      metric: "filesystem.used_pct",
      target: "/var",
      label: "/var",
      unit: "percent",
      last: 90,
      last_at: new Date(T0 + nowAfter - 10_000).toISOString(),
      total_bytes: 2e9,
      full_in: 72_000,
    });
    await work();
    await prune(hub.database);
    expect(await forecast.count({ where: { machineId } })).toBe(0);
    await forecast.create({ data });
    expect(await list()).toEqual(before);
  });

  it("makes a file of every sample", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await take(keyId, every(10_000, 0, 2 * HOUR_MS));
    const from = new Date(T0).toISOString();
    const to = new Date(T0 + 2 * HOUR_MS).toISOString();
    const call = async () => {
      const query = `?from=${from}&to=${to}&series=load1,gauge:queue`;
      const params = Promise.resolve({ id: String(machineId) });
      const response = await getCsv(hub.request({ as: viewer, query }), { params });
      expect(response.headers.get("content-disposition")).toContain(`"samples_${machineId}_`);
      return Buffer.from(await response.arrayBuffer()).toString();
    };
    const before = await call();
    const lines = before.split("\r\n");
    expect(lines).toHaveLength(722);
    expect(lines[0]).toBe('\uFEFFat,"load1","gauge:queue"');
    expect(lines[2]).toBe(`${new Date(T0 + 10_000).toISOString()},0.2,0`);
    await work();
    await prune(hub.database);
    expect(await call()).toBe(before);
  });

  it("draws many machines in few points, and none of another team", async () => {
    const [one, two] = [await fleet.addMachine(), await fleet.addMachine()];
    const other = await Fleet.create(hub.database);
    const foreign = await other.addMachine();
    const nowAfter = Math.floor((Date.now() - T0) / MINUTE_MS) * MINUTE_MS;
    for (const keyId of [one.keyId, foreign.keyId])
      await take(keyId, every(60_000, nowAfter - 26 * HOUR_MS, nowAfter - HOUR_MS));
    await work();
    await prune(hub.database);
    const ids = [two, one, foreign].map(({ machineId }) => machineId).join(",");
    const read = async () => {
      const { status, json } = await hub.call(getSparklines, {
        as: viewer,
        query: `?ids=${ids}&series=cpu_pct`,
      });
      expect(status).toBe(200);
      return json;
    };
    const json = await read();
    expect(json.step).toBe("30m");
    expect(json.data.map(({ machine_id }: { machine_id: number }) => machine_id)).toEqual([
      one.machineId,
      two.machineId,
    ]);
    const [first, second] = json.data;
    expect(first.avg).toHaveLength(48);
    expect(first.avg.slice(0, 45).every((value: number | null) => value !== null)).toBe(true);
    expect(new Set(second.avg)).toEqual(new Set([null]));
    expect(await read()).toEqual(json);
    expect((await hub.call(getSparklines, { as: viewer, query: "?ids=x" })).status).toBe(422);
    expect((await hub.call(getSparklines, { as: viewer, query: "?ids=1&series=gauge:a" })).status).toBe(422);
  });

  it("is refused to people of another team, and for what is no series", async () => {
    const { machineId } = await fleet.addMachine();
    const params = { id: String(machineId) };
    const stranger = await hub.addPerson();
    for (const route of [getSamples, getCsv, listSeries])
      expect((await hub.call(route, { as: stranger, params })).status).toBe(404);
    expect((await hub.call(getSamples, { as: viewer, params, query: "?series=cpu" })).status).toBe(422);
  });
});
