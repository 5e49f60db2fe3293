/** One series that charts draw: a column of samples, or its growth per second. */
export type Series<Name extends string = string> = { name: Name; column: string; isRate: boolean };

/**
 * The most samples that are read for a chart, the newest of its span: two days of one every four seconds. On SQLite the
 * process does nothing else meanwhile.
 */
export const MAX_BUCKETED_SAMPLES = 50_000;

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
  series,
}: {
  ms: (column: string) => string;
  time: (expression: string) => string;
  given: Placeholders;
  series: readonly Series[];
}): string {
  const perSecond = (column: string) =>
    `CASE WHEN ${column} >= 0 THEN ${column} * 1000.0 / nullif(took_ms, 0) END`;
  const own = series.map(({ name, column, isRate }) =>
    isRate ? `${column} - lag(${column}) OVER earlier AS ${name}` : `${column} AS ${name}`,
  );
  const stats = series.flatMap(({ name, isRate }) =>
    ["min", "avg", "max"].map((stat) => `${stat}(${isRate ? perSecond(name) : name}) AS ${name}_${stat}`),
  );
  return `WITH own AS (
      SELECT ${own.join(", ")}, ${ms("sampled_at")} AS at_ms,
        ${ms("sampled_at")} - lag(${ms("sampled_at")}) OVER earlier AS took_ms
      FROM (
        SELECT * FROM samples
        WHERE machine_id = ${machineId} AND sampled_at >= ${time(fromMs)} AND sampled_at < ${time(toMs)}
        ORDER BY sampled_at DESC LIMIT ${MAX_BUCKETED_SAMPLES}) AS newest
      WINDOW earlier AS (ORDER BY sampled_at, id))
    SELECT min(at_ms) AS first_ms, count(*) AS samples, ${stats.join(", ")} FROM own GROUP BY at_ms / ${stepMs} ORDER BY 1`;
}
