import { join, type Sql, sqltag } from "@prisma/client/runtime/client";

/** Rows by their ids: from one to another, or each of these. */
export type AmongIds = { firstId: number; lastId: number } | { ids: readonly number[] };

/** The same as a condition that follows a column in $queryRaw. */
export function amongIds(which: AmongIds): Sql {
  if ("firstId" in which) return sqltag`BETWEEN ${which.firstId} AND ${which.lastId}`;
  return which.ids.length === 0 ? sqltag`IS NULL` : sqltag`IN (${join([...which.ids])})`;
}
