import { copyFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, inject, onTestFinished } from "vitest";
import { toAppError } from "@/lib/api/answer";
import { type Database, openDatabase } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { whyUnavailable } from "@/lib/db/unavailable";
import { GroupCommit } from "@/lib/detection/ingest/group-commit";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { DatabaseWay } from "../support/database-way";
import { it } from "../support/fixtures";
import { Fleet } from "../support/fleet";
import { makeSample } from "../support/sample";
import { hasSmallDisks, NO_SMALL_DISKS, SmallDisk } from "../support/small-disk";
import { expectLogged } from "../support/watched-log";

// Every line has to name the cause.
expectLogged(/"why":"[^"]+".*Reports could not be stored/);

const template = inject("template");
const report = { ...PROOF_OF_LIFE, sample: makeSample({ cpu_pct: 1 }) };
const POLICY = { offlineAfterMs: 10_000, flapWindowMs: 0 };

/** What a good report, a request and a page's query get from a database in trouble. */
async function ask(database: Database, { keyId, teamId }: { keyId: number; teamId: number }) {
  const commit = new GroupCommit(database, Fleet.of({ database, teamId }).hearing, POLICY);
  const now = new Date();
  const [outcome, written, read] = await Promise.all([
    commit.add({ keyId, report }),
    transaction(
      (tx) => tx.team.create({ data: { name: "x".repeat(5_000), createdAt: now } }),
      database,
    ).catch((error: unknown) => error),
    database.client.team.count().catch((error: unknown) => error),
  ]);
  return { outcome, written, read };
}

if (template.kind === "postgresql")
  describe("a PostgreSQL server that is away", () => {
    let way: DatabaseWay;
    let database: Database;
    let machine: { keyId: number; teamId: number };

    it.beforeEach(async ({ testDatabase, fleet }) => {
      if (testDatabase.databaseConfig.kind !== "postgresql") throw new Error("not on PostgreSQL");
      way = await DatabaseWay.open(testDatabase.databaseConfig.url);
      database = await openDatabase({ kind: "postgresql", url: way.url }, { synchronous: "NORMAL" });
      machine = { ...(await fleet.addMachine()), teamId: fleet.teamId };
      expect((await ask(database, machine)).outcome).toBe("accepted");
      return async () => {
        await way.mend();
        expect((await ask(database, machine)).outcome).toBe("accepted");
        await database.close();
        await way.close();
      };
    });

    it.for([
      ["refuses connections", () => way.refuse()],
      ["accepts connections and never answers", async () => way.silence()],
    ] as const)("%s: agents and callers are asked to try again", async ([, make]) => {
      await make();
      const { outcome, written, read } = await ask(database, machine);
      expect(outcome).toBe("unavailable");
      for (const error of [written, read])
        expect(toAppError(error)).toMatchObject({ code: "unavailable", retryAfterS: expect.any(Number) });
    });

    it.for(["end", "reset"] as const)(
      "and loses its connections (%s) in the middle of a transaction",
      async (how) => {
        const lost = await transaction(async (tx) => {
          await tx.team.count();
          setTimeout(() => way.cut(how), 50);
          await tx.$queryRawUnsafe("SELECT pg_sleep(5)");
        }, database).catch((error: unknown) => error);
        expect(whyUnavailable(lost)).toBe("the connection was closed");
      },
    );

    it("and loses its connections between two statements", async () => {
      const lost = await transaction(async (tx) => {
        await tx.team.count();
        way.cut("end");
        await expect.poll(() => tx.team.count().then(() => null, whyUnavailable)).not.toBeNull();
        await tx.team.count();
      }, database).catch((error: unknown) => error);
      expect(toAppError(lost).code).toBe("unavailable");
    });

    it("or is shut down by its administrator", async () => {
      const lost = await transaction(
        (tx) => tx.$queryRawUnsafe("SELECT pg_terminate_backend(pg_backend_pid())"),
        database,
      ).catch((error: unknown) => error);
      expect(whyUnavailable(lost)).toBe("the connection was closed");
    });

    it("or has no connection left", async ({ database: admin }) => {
      await admin.client.$executeRawUnsafe("CREATE ROLE crowded LOGIN PASSWORD 'crowded' CONNECTION LIMIT 0");
      const url = new URL(way.url);
      url.username = "crowded";
      url.password = "crowded";
      const crowded = await openDatabase(
        { kind: "postgresql", url: url.toString() },
        { synchronous: "NORMAL" },
      );
      try {
        const { outcome, written, read } = await ask(crowded, machine);
        expect(outcome).toBe("unavailable");
        for (const error of [written, read])
          expect(whyUnavailable(error)).toBe("the server has too many connections");
      } finally {
        await crowded.close();
        await admin.client.$executeRawUnsafe("DROP ROLE crowded");
      }
    });
  });

if (template.kind === "sqlite")
  describe("a SQLite database", () => {
    it("on a full disk: the disk is named, and agents are asked to try again", async ({ skip }) => {
      skip(!hasSmallDisks, NO_SMALL_DISKS);
      const disk = new SmallDisk(4);
      onTestFinished(() => disk.remove());
      const file = path.join(disk.folder, "lunasentri.db");
      if (template.kind !== "sqlite") throw new Error("not on SQLite");
      copyFileSync(template.file, file);
      const database = await openDatabase({ kind: "sqlite", file }, { synchronous: "NORMAL" });
      const fleet = await Fleet.create(database);
      const machine = { ...(await fleet.addMachine()), teamId: fleet.teamId };
      // So that the log has no room of its own left, and grows with the next write.
      await database.client.$queryRawUnsafe("PRAGMA wal_checkpoint(TRUNCATE)");
      disk.fill();
      for (let round = 0; round < 3; round++) {
        const { outcome, written } = await ask(database, machine);
        expect(outcome).toBe("unavailable");
        expect(whyUnavailable(written)).toBe("the disk is full");
        expect(toAppError(written).code).toBe("unavailable");
      }
      disk.makeRoom();
      const { outcome, written } = await ask(database, machine);
      expect(outcome).toBe("accepted");
      expect(written).toMatchObject({ id: expect.any(Number) });
      await database.close();
    });

    it("that ended the transaction by itself keeps its own error", async ({ database }) => {
      await database.client.$executeRawUnsafe(
        `CREATE TRIGGER ends_transaction BEFORE INSERT ON teams WHEN new.name = 'ends'
       BEGIN SELECT RAISE(ROLLBACK, 'no'); END`,
      );
      const now = new Date();
      const inTransaction = (name: string) =>
        transaction((tx) => tx.team.create({ data: { name, createdAt: now } }), database);
      // Prisma wraps statements that belong together by itself.
      const together = (name: string) =>
        database.client.user.create({
          data: {
            email: name,
            name,
            passwordHash: "",
            isInstanceAdmin: false,
            createdAt: now,
            memberships: {
              create: { role: "admin", createdAt: now, team: { create: { name, createdAt: now } } },
            },
          },
        });
      for (const add of [inTransaction, together]) {
        // How the adapter classifies a trigger's refusal.
        await expect(add("ends")).rejects.toThrow("Foreign key constraint violated");
        // The connection has not been left inside a transaction, or believing that it is in one.
        await expect(add("goes on")).resolves.toMatchObject({ name: "goes on" });
      }
      await database.client.$executeRawUnsafe("DROP TRIGGER ends_transaction");
    });
  });
