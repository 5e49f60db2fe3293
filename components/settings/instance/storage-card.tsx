import { formatBytes } from "@/components/machines/detail/format-figures";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/time";
import type { StorageView } from "@/lib/history/storage/schema";
import { StorageTable } from "./storage-table";
import { growthWords } from "./storage-words";

const ENGINES = { sqlite: "the embedded database", postgresql: "PostgreSQL" } as const;

/** How large the database is, how fast it grows, and what it holds. */
export function StorageCard({ storage }: { storage: StorageView }) {
  const { engine, bytes, growth_bytes_per_day: growth, measured_at: measuredAt, tables } = storage;
  return (
    <Card>
      <CardHeader title="Storage" note={`What ${ENGINES[engine]} holds, and how long it is kept.`} />
      <dl className="flex flex-wrap gap-x-10 gap-y-3 p-4">
        <div>
          <dt className="text-muted-foreground">Size</dt>
          <dd className="font-medium text-xl">{formatBytes(bytes)}</dd>
        </div>
        <div>
          <dt className="text-muted-foreground">Growth a day</dt>
          <dd className="font-medium text-xl">{growthWords(growth)}</dd>
        </div>
      </dl>
      {measuredAt === null ? (
        <p className="border-t px-4 py-5 text-muted-foreground">
          The worker measures the tables once a day. It has not done so yet.
        </p>
      ) : (
        <>
          <StorageTable tables={tables} isEstimate={engine === "postgresql"} />
          <p className="border-t px-4 py-3 text-[0.8125rem] text-muted-foreground">
            Measured <LocalTime at={measuredAt} />, once a day. SAMPLE_RETENTION, RETENTION_EVENTS and
            RETENTION_HISTORY say how long rows are kept.
          </p>
        </>
      )}
    </Card>
  );
}
