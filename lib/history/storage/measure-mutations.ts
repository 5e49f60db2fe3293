import type { Database } from "@/lib/db/client";
import { databaseBytes, measureTables } from "@/lib/db/storage/measure";
import { transaction } from "@/lib/db/transaction";
import { dayOf } from "./decide";
import type { MeasuredTable } from "./measured";
import { TABLES } from "./tables";

/** One of each day. */
const KEPT = 30;

/** Measures the database once a day, on the first whenever it is asked to, and keeps the latest thirty measurements. Returns whether it did. */
export async function measureStorage({ database, now }: { database: Database; now: Date }): Promise<boolean> {
  const day = dayOf(now);
  const { client } = database;
  const latest = await client.storageMeasurement.findMany({ orderBy: { day: "desc" }, take: 2 });
  // On its first day a hub fills: what it held when it started would stand there until the next.
  if (latest.length > 1 && latest.some((measured) => measured.day === day)) return false;
  const [bytes, sizes] = [await databaseBytes(database), await measureTables(database)];
  const tables: MeasuredTable[] = [];
  for (const size of sizes ?? []) {
    const oldest = await TABLES[size.table]?.oldest?.(client);
    tables.push({ ...size, oldestMs: oldest?.getTime() ?? null });
  }
  const row = { measuredAt: now, bytes: BigInt(bytes), tables: JSON.stringify(tables) };
  await transaction(async (tx) => {
    await tx.storageMeasurement.upsert({ where: { day }, create: { day, ...row }, update: row });
    // Those ahead were measured while the clock was wrong.
    await tx.storageMeasurement.deleteMany({
      where: { OR: [{ day: { lte: day - KEPT } }, { day: { gt: day } }] },
    });
  }, database);
  return true;
}
