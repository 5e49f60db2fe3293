import type { Database } from "@/lib/db/client";
import { retryBusy } from "@/lib/db/transaction";

/** The times of what has happened. What is planned for later keeps its time. */
const TIMES = {
  incidents: ["started_at", "detected_at", "resolved_at"],
  events: ["occurred_at"],
  deliveries: ["created_at", "finished_at"],
  delivery_attempts: ["started_at", "finished_at"],
} as const;

/** Lets all that has happened be older by this much. */
export async function backdate({ client, engine }: Database, ms: number): Promise<void> {
  const earlier = (column: string) =>
    engine.kind === "sqlite"
      ? `${column} = CAST(${column} AS INTEGER) - ${ms}`
      : `${column} = ${column} - interval '${ms} milliseconds'`;
  for (const [table, columns] of Object.entries(TIMES)) {
    const sql = `UPDATE ${table} SET ${columns.map(earlier).join(", ")}`;
    await retryBusy(() => client.$executeRawUnsafe(sql));
  }
}
