import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, readFile, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { type Database, openDatabase } from "@/lib/db/client";
import { findPgbouncer } from "../../scripts/test-tools/pgbouncer.mjs";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { migrate } from "../support/migrated-template";
import { startPgbouncer } from "../support/pgbouncer";

let testDatabase: TestDatabase;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
});
afterEach(() => testDatabase.drop());

async function inDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(testDatabase.databaseConfig, { synchronous: "NORMAL" });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const execute = (...statements: string[]) =>
  inDatabase(async ({ client }) => {
    for (const sql of statements) await client.$executeRawUnsafe(sql);
  });

async function emptyDatabase(): Promise<void> {
  const { databaseConfig } = testDatabase;
  if (databaseConfig.kind === "sqlite") await rm(databaseConfig.file);
  else await execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
}

const addTeam = (name: string) =>
  inDatabase(({ client }) => client.team.create({ data: { name, createdAt: new Date() } }));
const teamNames = () =>
  inDatabase(async ({ client }) => (await client.team.findMany()).map(({ name }) => name));

/** As if the first migration had never been recorded: applying it again fails half-way, because its tables exist. */
const forgetMigrations = () => execute("DELETE FROM _prisma_migrations");

const run = () => migrate(testDatabase.env);
const refused = (message: RegExp) => ({ code: 78, stderr: expect.stringMatching(message) });

describe("migrating", () => {
  it("can run any number of times, in several processes at once, with the same result", async () => {
    await emptyDatabase();
    await Promise.all([run(), run(), run()]);
    await addTeam("kept");
    await run();
    expect(await teamNames()).toEqual(["kept"]);
    expect(await inDatabase(({ client }) => client.hubPulse.findMany())).toMatchObject([
      { id: 1, heardMs: 0n, blindEndedHeardMs: 0n },
    ]);
  });

  it("does not touch heard time once it has grown", async () => {
    await inDatabase(({ client }) => client.hubPulse.update({ where: { id: 1 }, data: { heardMs: 5_000n } }));
    await run();
    expect(await inDatabase(({ client }) => client.hubPulse.findMany())).toMatchObject([{ heardMs: 5_000n }]);
  });

  it("leaves everything as it was when a migration fails", async () => {
    await addTeam("kept");
    await forgetMigrations();
    await expect(run()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Could not migrate the database/),
    });
    expect(await teamNames()).toEqual(["kept"]);
    await expect(run()).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/already exists/) });
  });

  // PostgreSQL needs no copy: there a migration is one transaction.
  if (inject("template").kind === "sqlite")
    it("restores the copy if a migration was interrupted", async () => {
      const { databaseConfig } = testDatabase;
      if (databaseConfig.kind !== "sqlite") throw new Error("Only an SQLite file has a copy");
      await addTeam("kept");
      await copyFile(databaseConfig.file, `${databaseConfig.file}.before-migration`);
      await addTeam("half a migration");
      await run();
      expect(await teamNames()).toEqual(["kept"]);
      expect(existsSync(`${databaseConfig.file}.before-migration`)).toBe(false);
    });

  if (inject("template").kind === "sqlite")
    it.each([
      ["a new database", () => emptyDatabase()],
      [
        "one of an earlier version, or restored from a dump",
        () => execute("PRAGMA auto_vacuum = 0", "VACUUM"),
      ],
    ])("prepares %s for giving back free space, and keeps what it holds", async (_, begin) => {
      await begin();
      await run();
      await addTeam("kept");
      await run();
      const mode = inDatabase(({ client }) => client.$queryRawUnsafe("PRAGMA auto_vacuum"));
      expect(await mode).toEqual([{ auto_vacuum: 2n }]);
      expect(await teamNames()).toEqual(["kept"]);
    });

  it("refuses the original's database and leaves it untouched", async () => {
    await execute("DROP TABLE _prisma_migrations");
    const { databaseConfig } = testDatabase;
    const before = databaseConfig.kind === "sqlite" ? await readFile(databaseConfig.file) : null;
    await expect(run()).rejects.toMatchObject(
      refused(/original LunaSentri[\s\S]*not touched[\s\S]*start again/),
    );
    if (databaseConfig.kind === "sqlite") expect(await readFile(databaseConfig.file)).toEqual(before);
  });

  it("says what to check if the database is unavailable", async () => {
    await expect(migrate({ DATABASE_URL: "postgresql://nobody@127.0.0.1:9/x" })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/No PostgreSQL answers at 127\.0\.0\.1, port 9/),
    });
    await expect(migrate({ DATABASE_URL: `file:${import.meta.filename}/x.db` })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/DATA_DIR must be a folder/),
    });
  });

  it("refuses a database that a newer version has migrated", async () => {
    await execute("UPDATE _prisma_migrations SET migration_name = '99990101000000_later'");
    await expect(run()).rejects.toMatchObject(refused(/newer version[\s\S]*99990101000000_later/));
  });
});

async function addMachine({ client }: Database): Promise<{ teamId: number; machineId: number }> {
  const { id: teamId } = await client.team.create({ data: { name: "Team", createdAt: new Date() } });
  const facts = { description: "", tags: "[]", status: "pending", systemInfo: "{}" };
  const times = { createdAt: new Date(), updatedAt: new Date() };
  const { id: machineId } = await client.machine.create({
    data: { teamId, name: "web-01", thresholdMs: 60_000, graceIntervalMs: 30_000, ...facts, ...times },
  });
  return { teamId, machineId };
}

/** Takes a database back to before outages had rows of their own. */
async function undoOutages(): Promise<void> {
  const columns = ["last_heard_ms", "deadline_ms", "detected_ms", "threshold_ms"];
  await execute(
    "DROP VIEW machine_offline_notifications",
    "DROP TABLE outages",
    "DROP INDEX incidents_machine_id_open_key_idx",
    ...columns.map((column) => `ALTER TABLE incidents ADD COLUMN ${column} BIGINT NOT NULL DEFAULT 0`),
    "DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_outages'",
  );
}

describe("a database that an older version still writes to", () => {
  it("is not touched until that version has stopped", async () => {
    await undoOutages();
    await inDatabase(async ({ client }) => {
      const id = "older worker";
      await client.workerBeat.create({ data: { id, startedAt: new Date(), lastScanAt: new Date() } });
      const scan = async () => {
        await client.workerBeat.update({ where: { id }, data: { lastScanAt: new Date() } });
      };
      let scanning = Promise.resolve();
      const beats = setInterval(() => {
        scanning = scan();
      }, 300);
      await expect(run()).rejects.toMatchObject(refused(/still running[\s\S]*not touched[\s\S]*every host/));
      clearInterval(beats);
      await scanning;
      await expect(client.outage.count()).rejects.toThrow();
    });
    // Killed, it never signed off.
    await run();
    expect(await inDatabase(({ client }) => client.outage.count())).toBe(0);
  });
});

describe("a database from before outages had rows of their own", () => {
  it("keeps what was known of each, and everything that refers to it", async () => {
    const ids = await inDatabase(async (database) => {
      const { client } = database;
      const { teamId, machineId } = await addMachine(database);
      const at = new Date();
      const common = { machineId, kind: "offline", startedAt: at, detectedAt: at };
      const open = await client.incident.create({ data: { ...common, openKey: `${machineId}:offline` } });
      const over = await client.incident.create({
        data: { ...common, resolvedAt: at, resolution: "reported" },
      });
      const links = { machineId, incidentId: open.id };
      await client.event.create({
        data: { id: "evt", teamId, type: "machine.offline", occurredAt: at, facts: "{}", ...links },
      });
      await client.delivery.create({
        data: {
          uid: "msg",
          eventId: "evt",
          channelName: "hook",
          eventType: "machine.offline",
          state: "delivered",
          attemptCount: 1,
          createdAt: at,
          finishedAt: at,
          ...links,
        },
      });
      const held = { incidentId: open.id, holdsFor: open.id, name: "Ada", via: "ui", createdAt: at };
      await client.acknowledgement.create({ data: held });
      return { machineId, open: open.id, over: over.id };
    });
    await undoOutages();
    await execute(
      `UPDATE incidents SET last_heard_ms = 4294967296, deadline_ms = 4294977296, detected_ms = 4294977500,
        threshold_ms = 10000 WHERE id = ${ids.open}`,
    );
    await run();
    await inDatabase(async ({ client }) => {
      const incidents = await client.incident.findMany({ include: { outage: true }, orderBy: { id: "asc" } });
      expect(incidents).toMatchObject([
        {
          id: ids.open,
          openKey: `${ids.machineId}:offline`,
          outage: {
            lastHeardMs: 4_294_967_296n,
            deadlineMs: 4_294_977_296n,
            detectedMs: 4_294_977_500n,
            thresholdMs: 10_000n,
          },
        },
        { id: ids.over, openKey: null, outage: { thresholdMs: 0n } },
      ]);
      const counts = [client.event.count(), client.delivery.count(), client.acknowledgement.count()];
      expect(await Promise.all(counts)).toEqual([1, 1, 1]);
      const told = await client.$queryRawUnsafe<{ machine_id: number }[]>(
        "SELECT machine_id FROM machine_offline_notifications",
      );
      expect(told.map(({ machine_id }) => machine_id)).toEqual([ids.machineId]);
      await client.machine.delete({ where: { id: ids.machineId } });
      expect(await client.outage.count()).toBe(0);
    });
  });
});

describe("a migrated database", () => {
  // The engine cannot read PostgreSQL 18 through its adapter; the two engines' migrations are made in pairs.
  if (inject("template").kind === "sqlite")
    it("is what the schema says", async () => {
      const { databaseConfig } = testDatabase;
      if (databaseConfig.kind !== "sqlite") throw new Error("The database is an SQLite file");
      const { stdout } = await promisify(execFile)(process.execPath, [
        "node_modules/tsx/dist/cli.mjs",
        "tests/support/schema-difference.ts",
        databaseConfig.file,
      ]);
      // The row ids of these two are declared INTEGER, not BIGINT (scripts/new-migration.ts), which the engine takes for a difference.
      const differing = [...stdout.matchAll(/^\[.\] .*/gm)].map(([line]) => line);
      expect(differing).toEqual(["deliveries", "samples"].map((table) => `[*] Redefined table \`${table}\``));
    });

  it("numbers samples by itself, also beyond 32 bits", async () => {
    const ids = await inDatabase(async (database) => {
      const { machineId } = await addMachine(database);
      const sample = { machineId, receivedAt: new Date(), sampledAt: new Date() };
      const far = await database.client.sample.create({ data: { id: 2n ** 40n, ...sample } });
      const next = await database.client.sample.create({ data: sample });
      return { far: far.id, next: typeof next.id, count: await database.client.sample.count() };
    });
    expect(ids).toEqual({ far: 2n ** 40n, next: "bigint", count: 2 });
  });

  it("shows offline machines once the first channel has been notified", async () => {
    await inDatabase(async (database) => {
      const { client } = database;
      const { teamId, machineId } = await addMachine(database);
      const toldMachines = async () => {
        const rows = await client.$queryRawUnsafe<{ machine_id: number }[]>(
          "SELECT machine_id FROM machine_offline_notifications",
        );
        return rows.map(({ machine_id }) => machine_id);
      };
      const now = new Date();
      const incident = await client.incident.create({
        data: {
          machineId,
          kind: "offline",
          openKey: `${machineId}:offline`,
          startedAt: now,
          detectedAt: now,
          outage: { create: { lastHeardMs: 0, deadlineMs: 0, detectedMs: 0, thresholdMs: 0 } },
        },
      });
      const links = { machineId, incidentId: incident.id };
      await client.event.create({
        data: { id: "evt", teamId, type: "machine.offline", occurredAt: now, facts: "{}", ...links },
      });
      const delivery = { eventId: "evt", channelName: "hook", eventType: "machine.offline", ...links };
      const rest = { attemptCount: 1, createdAt: now };
      const { id } = await client.delivery.create({
        data: { uid: "1", state: "pending", ...delivery, ...rest },
      });
      expect(await toldMachines()).toEqual([]);

      await client.delivery.update({ where: { id }, data: { state: "delivered", finishedAt: now } });
      await client.delivery.create({
        data: {
          uid: "2",
          state: "delivered",
          finishedAt: new Date(now.getTime() + 60_000),
          ...delivery,
          ...rest,
        },
      });
      expect(await toldMachines()).toEqual([machineId]);

      await client.incident.update({ where: { id: incident.id }, data: { openKey: null } });
      expect(await toldMachines()).toEqual([]);
    });
  });
});

// The embedded database has no pooler.
if (inject("template").kind === "postgresql")
  describe("behind PgBouncer", () => {
    const pooled = (poolMode: "session" | "transaction") =>
      startPgbouncer({ databaseUrl: testDatabase.env.DATABASE_URL, poolMode });

    it("works with pooled sessions, with its own time zone and timeouts", async ({
      skip,
      onTestFinished,
    }) => {
      if (findPgbouncer() === null) skip("PgBouncer is not installed");
      const { url, stop } = await pooled("session");
      onTestFinished(stop);
      await migrate({ DATABASE_URL: url });
      const { client, close } = await openDatabase({ kind: "postgresql", url }, { synchronous: "NORMAL" });
      onTestFinished(close);
      const settings = await client.$queryRawUnsafe(
        `SELECT current_setting('timezone') AS zone, current_setting('lock_timeout') AS lock,
           current_setting('statement_timeout') AS statement,
           current_setting('idle_in_transaction_session_timeout') AS idle`,
      );
      expect(settings).toEqual([{ zone: "UTC", lock: "1s", statement: "5s", idle: "5s" }]);
    });

    it("refuses pooled transactions, and says what to set", async ({ skip, onTestFinished }) => {
      if (findPgbouncer() === null) skip("PgBouncer is not installed");
      const { url, stop } = await pooled("transaction");
      onTestFinished(stop);
      await expect(migrate({ DATABASE_URL: url })).rejects.toMatchObject(refused(/Set pool_mode = session/));
    });
  });
