import { formatDuration } from "@/lib/base/duration";
import { env } from "@/lib/base/env";
import { requireInstanceAdmin } from "@/lib/people/instance/require-instance-admin";
import { readStorage } from "./data";
import { growthPerDay } from "./decide";
import type { StorageView } from "./schema";
import { type KeptBy, TABLES } from "./tables";

/** How large the database is, how it grows, and what its tables hold. Only for admins of the installation. */
export async function getStorage({ user }: { user: { isInstanceAdmin: boolean } }): Promise<StorageView> {
  requireInstanceAdmin(user);
  const { engine, bytes, measurements } = await readStorage();
  const latest = measurements.at(-1);
  return {
    engine,
    bytes,
    growth_bytes_per_day: growthPerDay(
      measurements.map((each) => ({ atMs: each.measuredAt.getTime(), bytes: each.bytes })),
    ),
    measured_at: latest?.measuredAt.toISOString() ?? null,
    tables: (latest?.tables ?? [])
      .filter(({ table }) => table in TABLES)
      .map(({ table, rows, bytes: size, oldestMs }) => ({
        table,
        rows,
        bytes: size,
        oldest_at: oldestMs === null ? null : new Date(oldestMs).toISOString(),
        kept: keptFor(TABLES[table]?.kept ?? "people"),
      })),
    days: measurements.map((each) => ({ measured_at: each.measuredAt.toISOString(), bytes: each.bytes })),
  };
}

function keptFor(kept: KeptBy): string | null {
  const { sampleRetentionMs, hourlyRetentionMs, eventRetentionMs, historyRetentionMs } = env();
  const ms = {
    samples: sampleRetentionMs,
    points: hourlyRetentionMs,
    events: eventRetentionMs,
    history: historyRetentionMs,
  };
  return kept in ms ? formatDuration(ms[kept as keyof typeof ms]) : null;
}
