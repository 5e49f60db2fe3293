import type { Database, Tx } from "../db/client";
import type { Report } from "../ingest/report";

const COLUMNS = {
  machine_id: "int",
  received_at: "time",
  sampled_at: "time",
  cpu_pct: "float",
  mem_used_pct: "float",
  disk_used_pct: "float",
  net_rx_bytes: "bigint",
  net_tx_bytes: "bigint",
  uptime_s: "bigint",
} as const;

/** Stores the samples of these reports in one statement. */
export async function insertSamples({
  tx,
  engine,
  batches,
  nowMs,
}: {
  tx: Tx;
  engine: Database["engine"];
  batches: readonly { row: { machineId: number }; reports: readonly Report[] }[];
  nowMs: number;
}): Promise<void> {
  const rows = batches.flatMap(({ row, reports }) =>
    reports.flatMap(({ sample: s }) =>
      s === null
        ? []
        : [
            [
              row.machineId,
              nowMs,
              s.sampledAtMs,
              s.cpuPct,
              s.memUsedPct,
              s.diskUsedPct,
              s.netRxBytes,
              s.netTxBytes,
              s.uptimeS,
            ],
          ],
    ),
  );
  await engine.bulkInsert(tx, { table: "samples", columns: COLUMNS, rows });
}
