import { inject, test } from "vitest";
import { type Database, openDatabase } from "@/lib/db/client";
import { createTestDatabase, type TestDatabase } from "./database";
import { Fleet } from "./fleet";

const open = ({ databaseConfig }: TestDatabase) => openDatabase(databaseConfig, { synchronous: "NORMAL" });

/**
 * Tests of a file that has a migrated database to itself: `database` as a process of the product opens it, `other` as
 * another process does, and for each test `fleet`, a team in a database without any other.
 */
export const it = test
  .extend("template", { scope: "file" }, () => inject("template"))
  .extend("testDatabase", { scope: "file" }, async ({ template }, { onCleanup }) => {
    const testDatabase = await createTestDatabase(template);
    onCleanup(() => testDatabase.drop());
    return testDatabase;
  })
  .extend("database", { scope: "file" }, async ({ testDatabase }, { onCleanup }): Promise<Database> => {
    const database = await open(testDatabase);
    onCleanup(() => database.close());
    return database;
  })
  .extend("other", { scope: "file" }, async ({ testDatabase }, { onCleanup }): Promise<Database> => {
    const database = await open(testDatabase);
    onCleanup(() => database.close());
    return database;
  })
  .extend("fleet", async ({ database }): Promise<Fleet> => {
    await database.client.team.deleteMany();
    return Fleet.create(database);
  });
