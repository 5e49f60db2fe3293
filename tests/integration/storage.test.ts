import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { GET as storage } from "@/app/api/v1/instance/storage/route";
import { measureTables } from "@/lib/db/storage/measure";
import { measureStorage } from "@/lib/history/storage/measure-mutations";
import { TABLES } from "@/lib/history/storage/tables";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";

const DAY_MS = 86_400_000;
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);

let hub: TestHub;
let admin: Person;
let machineId: number;

beforeAll(async () => {
  hub = await TestHub.open();
  admin = await hub.addPerson({ isInstanceAdmin: true });
  ({ machineId } = await (await Fleet.create(hub.database)).addMachine());
});
afterAll(() => hub.close());

const look = async () => (await hub.call(storage, { as: admin })).json;
const addSamples = (receivedAt: Date) =>
  hub.database.client.sample.createMany({
    data: Array.from({ length: 3_000 }, () => ({ machineId, receivedAt, sampledAt: receivedAt })),
  });

it("knows every table of the schema", () => {
  const schema = readFileSync(path.join(import.meta.dirname, "../../prisma/schema.prisma"), "utf8");
  const tables = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map(([, name]) => name);
  expect(tables.length).toBeGreaterThan(20);
  expect(Object.keys(TABLES).sort()).toEqual(tables.sort());
});

it("says how large the database is before anything has been measured", async () => {
  expect(await look()).toMatchObject({ measured_at: null, growth_bytes_per_day: null, tables: [], days: [] });
  expect((await look()).bytes).toBeGreaterThan(100_000);
});

it("measures once a day what each table holds, its oldest row, and how the whole grows", async () => {
  const oldest = inDays(-1);
  await addSamples(oldest);
  const { client } = hub.database;
  if (hub.database.engine.kind === "postgresql") await client.$executeRawUnsafe("ANALYZE");
  // On its first day a hub fills, so that day is measured again.
  for (let round = 0; round < 2; round++)
    expect(await measureStorage({ database: hub.database, now: inDays(-2) })).toBe(true);
  const first = await look();
  expect(first.tables[0]).toMatchObject({
    table: "samples",
    rows: 3_000,
    oldest_at: oldest.toISOString(),
    kept: "2d",
  });
  expect(first.tables[0].bytes).toBeGreaterThan(3_000 * 30);
  expect(first.growth_bytes_per_day).toBeNull();
  await addSamples(now);
  expect(await measureStorage({ database: hub.database, now })).toBe(true);
  expect(await measureStorage({ database: hub.database, now })).toBe(false);
  const second = await look();
  expect(second.measured_at).toBe(now.toISOString());
  expect(second.growth_bytes_per_day).toBe((second.days[1].bytes - second.days[0].bytes) / 2);
  expect(second.growth_bytes_per_day).toBeGreaterThan(0);
});

it("finds the oldest row of every table that has times", async () => {
  for (const { oldest } of Object.values(TABLES)) {
    const found = (await oldest?.(hub.database.client)) ?? null;
    expect(found === null || found instanceof Date).toBe(true);
  }
});

it("keeps thirty measurements, and none of a day that has not come yet", async () => {
  const { client } = hub.database;
  await client.storageMeasurement.deleteMany();
  const old = Array.from({ length: 40 }, (_, index) => Math.floor(now.getTime() / DAY_MS) - 38 + index);
  await client.storageMeasurement.createMany({
    data: old.slice(0, -2).map((day) => ({ day, measuredAt: now, bytes: 1n, tables: "[]" })),
  });
  await client.storageMeasurement.create({
    data: { day: old.at(-1) ?? 0, measuredAt: now, bytes: 1n, tables: "[]" },
  });
  await measureStorage({ database: hub.database, now });
  expect((await look()).days).toHaveLength(30);
});

if (inject("template").kind === "sqlite")
  it("counts the rows of an embedded database", async () => {
    const tables = (await measureTables(hub.database)) ?? [];
    const { client } = hub.database;
    const of = (name: string) => tables.find(({ table }) => table === name)?.rows;
    expect(of("samples")).toBe(await client.sample.count());
    expect(of("storage_measurements")).toBe(await client.storageMeasurement.count());
  });
