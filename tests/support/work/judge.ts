import type { Executed } from "./measured";

/** What one statement of a path has cost in all its executions. */
export type Sum = { sql: string; runs: number; work: number; rows: number; plan: string };

/** What the work of a statement may grow with: the number of the team's machines; or its runs, if each does a part. */
export type Growth = "machines" | "parts";

export type Verdict = { kind: "fits" } | { kind: "visits_more" | "returns_more"; small: Sum; large: Sum };

/** Indexes grow by a level now and then, and a page of a table may be fuller. */
const TOLERANCE = 1.5;
/** PostgreSQL rather reads a thousand rows than look into an index a few hundred times: no more, however large the table. */
const SLACK = { sqlite: 400, postgresql: 1_200 };
/** What a row that is returned, with all its columns, may cost. */
const PER_ROW = { sqlite: 150, postgresql: 12 };
const SLACK_ROWS = 10;

/** The statements of a path by their text, whatever the number of their parameters. */
export function sumUp(executed: readonly Executed[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { sql, work, rows, plan } of executed) {
    const shape = shapeOf(sql);
    const sum = sums.get(shape) ?? { sql, runs: 0, work: 0, rows: 0, plan };
    sums.set(shape, { sql, runs: sum.runs + 1, work: sum.work + work, rows: sum.rows + rows, plan });
  }
  return sums;
}

/** Whether a statement on a large hub does no more than on a small one, beside what it returns. */
export function judge({
  small,
  large,
  factor,
  engine,
}: {
  small: Sum;
  large: Sum;
  /** How many times as much work is expected. */
  factor: number;
  engine: "sqlite" | "postgresql";
}): Verdict {
  if (large.rows > small.rows * factor * TOLERANCE + SLACK_ROWS)
    return { kind: "returns_more", small, large };
  const forRows = PER_ROW[engine] * Math.max(0, large.rows - small.rows);
  const most = small.work * factor * TOLERANCE + SLACK[engine] + forRows;
  return large.work > most ? { kind: "visits_more", small, large } : { kind: "fits" };
}

function shapeOf(sql: string): string {
  return sql
    .replace(/\s+/g, " ")
    .replace(/\$\d+/g, "?")
    .replace(/\(\s*\?(\s*,\s*\?)*\s*\)/g, "(…)")
    .replace(/(\(…\))(\s*,\s*\(…\))*/g, "(…)");
}
