import type { Database, Tx } from "@/lib/db/client";
import type { Report, Sample } from "@/lib/heartbeat/report/report";

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
  load1: "float",
  load5: "float",
  load15: "float",
  swap_used_pct: "float",
  details: "text",
} as const;

/** Stores the samples of these reports, backlogs included, in one statement. */
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
    reports
      .flatMap(({ sample, backlog }) => (sample === null ? backlog : [...backlog, sample]))
      .map((sample) => [row.machineId, nowMs, ...toValues(sample)]),
  );
  await engine.bulkInsert(tx, { table: "samples", columns: COLUMNS, rows });
}

function toValues(sample: Sample) {
  return [
    sample.sampledAtMs,
    sample.cpuPct,
    sample.memUsedPct,
    sample.diskUsedPct,
    sample.netRxBytes,
    sample.netTxBytes,
    sample.uptimeS,
    sample.load1,
    sample.load5,
    sample.load15,
    sample.swapUsedPct,
    sample.details && JSON.stringify(sample.details),
  ];
}
