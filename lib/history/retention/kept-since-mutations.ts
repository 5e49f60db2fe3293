import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { KEPT_SINCE_KEY } from "../kept-since";
import { findKeptSince } from "../kept-since-data";
import { before, type Keep } from "./step";

/**
 * Records, before history is deleted, since when it is complete: what uptime says of earlier time is unknown, instead of
 * perfect. It never moves back, since a longer retention brings nothing back.
 */
export async function keepSince({
  database,
  keep,
  now,
}: {
  database: Database;
  keep: Keep;
  now: Date;
}): Promise<void> {
  const since = before(now, keep.historyMs);
  if ((await findKeptSince(database.client)) >= since.getTime()) return;
  const row = { value: since.toISOString(), updatedAt: now };
  const key = KEPT_SINCE_KEY;
  await transaction(
    (tx) => tx.setting.upsert({ where: { key }, create: { key, ...row }, update: row }),
    database,
  );
}
