import { statSync } from "node:fs";
import { expect, inject } from "vitest";
import { fileOf } from "@/lib/db/storage/sqlite-file";
import { giveBack } from "@/lib/history/retention/give-back-mutations";
import { it } from "../support/fixtures";
import { prune } from "../support/prune";

const isSqlite = inject("template").kind === "sqlite";

if (isSqlite)
  it("gives the space of what was deleted back, and changes no row", async ({ fleet, other }) => {
    const { client } = fleet.database;
    const { machineId } = await fleet.addMachine();
    const details = "x".repeat(2_000);
    const add = (receivedAt: Date) =>
      client.sample.createMany({
        data: Array.from({ length: 5_000 }, () => ({
          machineId,
          receivedAt,
          sampledAt: receivedAt,
          details,
        })),
      });
    await add(new Date(0));
    await add(new Date());
    const file = await fileOf(client);
    const size = async () => {
      await client.$queryRawUnsafe("PRAGMA wal_checkpoint(TRUNCATE)");
      return statSync(file).size;
    };
    const before = await size();
    await prune(fleet.database);
    expect(await size()).toBe(before);
    const { pages } = await giveBack({ database: other, budgetMs: Number.POSITIVE_INFINITY });
    expect(pages * 4_096).toBeGreaterThan(before * 0.4);
    // With them go the pages in which SQLite notes what they belonged to.
    expect(await size()).toBeLessThanOrEqual(before - pages * 4_096);
    expect(await client.sample.count()).toBe(5_000);
    expect(await client.$queryRawUnsafe("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    // A twentieth of a smaller file is less.
    expect((await giveBack({ database: other, budgetMs: 1_000 })).pages).toBeLessThan(pages / 10);
  });

if (!isSqlite)
  it("leaves the space of what was deleted to autovacuum", async ({ database }) => {
    expect(await giveBack({ database, budgetMs: 1_000 })).toEqual({ pages: 0, longestMs: 0 });
  });
