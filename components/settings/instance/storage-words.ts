import { formatBytes } from "@/components/machines/detail/format-figures";
import type { StoredTable } from "@/lib/history/storage/schema";

/** What people call the tables that may become large; of the others only the sum is shown. */
const LABELS: Readonly<Record<string, string>> = {
  samples: "Samples",
  events: "Events",
  deliveries: "Deliveries",
  delivery_attempts: "Delivery attempts",
  chat_messages: "Chat messages",
  incidents: "Incidents",
  outages: "Outages",
  acknowledgements: "Acknowledgements",
  unwatched: "Unwatched time",
  blind_intervals: "Hub downtime",
  machines: "Machines",
  agent_keys: "Machine keys",
  sessions: "Sessions",
  enroll_tokens: "Enrollment tokens",
};

export type StorageRow = Omit<StoredTable, "table"> & { label: string };

/** The rows that the page shows, the largest first, and at the end the sum of the tables that stay small. */
export function toStorageRows(tables: readonly StoredTable[]): StorageRow[] {
  const shown = tables.flatMap(({ table, ...row }) => {
    const label = LABELS[table];
    return label === undefined ? [] : [{ ...row, label }];
  });
  const others = tables.filter(({ table }) => LABELS[table] === undefined);
  const sum = (of: (row: StoredTable) => number) => others.reduce((total, row) => total + of(row), 0);
  const rest = {
    rows: sum(({ rows }) => rows),
    bytes: sum(({ bytes }) => bytes),
    oldest_at: null,
    kept: null,
  };
  return others.length === 0 ? shown : [...shown, { ...rest, label: "Everything else" }];
}

/** The growth of a day, with its sign. */
export function growthWords(bytes: number | null): string {
  if (bytes === null) return "known from the second day";
  if (bytes === 0) return "none";
  return `${bytes > 0 ? "+" : "−"}${formatBytes(Math.abs(bytes))}`;
}
