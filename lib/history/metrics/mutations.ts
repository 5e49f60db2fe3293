import type { Database } from "@/lib/db/client";
import type { Statements } from "@/lib/db/statements";
import { FIGURES, forEachFigure } from "@/lib/heartbeat/report/figures";
import type { Report, Sample } from "@/lib/heartbeat/report/parse";

const COLUMNS = {
  machine_id: "int",
  received_at: "time",
  sampled_at: "time",
  ...forEachFigure((_, measure): "bigint" | "float" => (measure === "counter" ? "bigint" : "float")),
  details: "text",
  boot: "bigint",
} as const;

/** Stores the samples of these reports, backlogs included, in one statement. */
export async function insertSamples({
  tx,
  engine,
  batches,
  nowMs,
}: {
  tx: Statements;
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
    ...FIGURES.map((figure) => sample.figures[figure]),
    sample.details && JSON.stringify(sample.details),
    sample.boot,
  ];
}
