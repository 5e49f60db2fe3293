/** One series that charts draw: a column of samples, or its growth per second. */
export type Series<Name extends string = string> = { name: Name; column: string; isRate: boolean };

/**
 * The most samples that are read for a chart, the newest of its span: two days of one every four seconds. On SQLite the
 * process does nothing else meanwhile.
 */
export const MAX_BUCKETED_SAMPLES = 50_000;

/** The query's parameters by name, each used once and in this order. */
type Placeholders = { machineId: string; fromMs: string; toMs: string; stepMs: string };

// A clock moves this much beside the uptime without having been set: both are rounded to seconds.
const ROUNDING_MS = 2_000;

/**
 * The text of Engine.bucketSamples, which both engines share except for times and parameters. Counters are compared
 * within one boot and in order of receipt, because an agent's clock may have been set back. A counter or an uptime that
 * is smaller than the previous one was reset, so that interval has no rate. Where the clock and the uptime disagree, the
 * uptime says how long an interval took.
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
  const perSecond = (column: string) => `CASE WHEN ${column} >= 0 THEN ${column} * 1000.0 / took_ms END`;
  const own = series.map(({ name, column, isRate }) =>
    isRate ? `${column} - lag(${column}) OVER earlier AS ${name}` : `${column} AS ${name}`,
  );
  const stats = series.flatMap(({ name, isRate }) =>
    ["min", "avg", "max"].map((stat) => `${stat}(${isRate ? perSecond(name) : name}) AS ${name}_${stat}`),
  );
  return `WITH own AS (
      SELECT ${own.join(", ")}, ${ms("sampled_at")} AS at_ms,
        ${ms("sampled_at")} - lag(${ms("sampled_at")}) OVER earlier AS clock_ms,
        (uptime_s - lag(uptime_s) OVER earlier) * 1000 AS up_ms
      FROM (
        SELECT * FROM samples
        WHERE machine_id = ${machineId} AND sampled_at >= ${time(fromMs)} AND sampled_at < ${time(toMs)}
        ORDER BY sampled_at DESC LIMIT ${MAX_BUCKETED_SAMPLES}) AS newest
      WINDOW earlier AS (PARTITION BY boot ORDER BY id)),
    timed AS (
      SELECT own.*, CASE
        WHEN up_ms < 0 THEN NULL
        WHEN up_ms > 0 AND abs(clock_ms - up_ms) > ${ROUNDING_MS} THEN up_ms
        WHEN clock_ms > 0 THEN clock_ms END AS took_ms
      FROM own)
    SELECT min(at_ms) AS first_ms, count(*) AS samples, ${stats.join(", ")}
    FROM timed GROUP BY at_ms / ${stepMs} ORDER BY 1`;
}
