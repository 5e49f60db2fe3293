import { expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { databaseBytes } from "@/lib/db/storage/measure";
import { giveBack } from "@/lib/history/retention/give-back-mutations";
import { it } from "../support/fixtures";
import { prune } from "../support/prune";
import { addDay } from "../support/simulated-days";

const DAY_MS = 86_400_000;
const KEEP = { samplesMs: DAY_MS, eventsMs: 2 * DAY_MS, historyMs: 3 * DAY_MS };
const FIRST_DAY = 20_000;
const DAYS = 8;
/** When as much is deleted every day as is added. */
const HORIZON = 5;

/** What is in use: deleted rows still take space on PostgreSQL until autovacuum comes, and in an SQLite file a little. */
async function sizeOf(database: Database): Promise<number> {
  if (database.engine.kind === "postgresql") await database.client.$executeRawUnsafe("VACUUM");
  await giveBack({ database, budgetMs: Number.POSITIVE_INFINITY });
  return databaseBytes(database);
}

it("keeps the database's size, once as much is deleted as is added", async ({ fleet }) => {
  const { database, teamId } = fleet;
  await fleet.addMachines(20);
  for (let i = 0; i < 3; i++) await fleet.addChannel();
  const empty = await sizeOf(database);
  const sizes: number[] = [];
  for (let day = 0; day < DAYS; day++) {
    await addDay(database, { day: FIRST_DAY + day, teamId, samplesEach: 144, outagesEach: 4 });
    await prune(database, { now: new Date((FIRST_DAY + day + 1) * DAY_MS), keep: KEEP });
    sizes.push(await sizeOf(database));
  }
  const flat = sizes.slice(HORIZON);
  expect(Math.max(...flat) / Math.min(...flat)).toBeLessThan(1.1);
  expect(Math.min(...flat)).toBeGreaterThan(empty + 2_000_000);
  expect(await database.client.incident.count()).toBe(20 * 4 * 3);
});
