/** The figures of a sample that charts show, as bucketSamples returns them. Rates are in bytes a second. */
export const FIGURES = [
  "cpu_pct",
  "mem_used_pct",
  "disk_used_pct",
  "swap_used_pct",
  "load1",
  "net_rx_rate",
  "net_tx_rate",
] as const;
export type Figure = (typeof FIGURES)[number];

/** The query's parameters by name, each used once and in this order. */
type Placeholders = { machineId: string; fromMs: string; toMs: string; stepMs: string };

/**
 * The text of Engine.bucketSamples, which both engines share except for times and parameters. A counter that is smaller
 * than the previous one was reset (a reboot), so that interval has no rate.
 */
export function bucketSql({
  ms,
  time,
  given: { machineId, fromMs, toMs, stepMs },
}: {
  ms: (column: string) => string;
  time: (expression: string) => string;
  given: Placeholders;
}): string {
  const grown = (name: string) => `${name} - lag(${name}) OVER earlier`;
  const rate = (name: string) => `CASE WHEN ${name} >= 0 THEN ${name} * 1000.0 / nullif(took_ms, 0) END`;
  const source = (figure: Figure) =>
    figure === "net_rx_rate" ? rate("rx_grown") : figure === "net_tx_rate" ? rate("tx_grown") : figure;
  const stats = FIGURES.flatMap((figure) =>
    ["min", "avg", "max"].map((stat) => `${stat}(${source(figure)}) AS ${figure}_${stat}`),
  );
  return `WITH own AS (
      SELECT cpu_pct, mem_used_pct, disk_used_pct, swap_used_pct, load1, ${ms("sampled_at")} AS at_ms,
        ${grown("net_rx_bytes")} AS rx_grown, ${grown("net_tx_bytes")} AS tx_grown,
        ${ms("sampled_at")} - lag(${ms("sampled_at")}) OVER earlier AS took_ms
      FROM samples
      WHERE machine_id = ${machineId} AND sampled_at >= ${time(fromMs)} AND sampled_at < ${time(toMs)}
      WINDOW earlier AS (ORDER BY sampled_at, id))
    SELECT min(at_ms) AS first_ms, ${stats.join(", ")} FROM own GROUP BY at_ms / ${stepMs} ORDER BY 1`;
}
