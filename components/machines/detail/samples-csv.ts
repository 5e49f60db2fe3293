import type { SamplesView } from "@/lib/history/metrics/schema";

/**
 * The points of the charts as CSV (RFC 4180): one line each, with its time (RFC 3339, UTC) and the minimum, average and
 * maximum of every metric that was measured. Rates are in bytes per second. No cell holds typed text, so none is a formula.
 */
export function samplesCsv({ at, series }: Pick<SamplesView, "at" | "series">): string {
  const columns = Object.entries(series).flatMap(([figure, { min, avg, max }]) =>
    avg.every((value) => value === null)
      ? []
      : Object.entries({ min, avg, max }).map(([stat, values]) => ({ name: `${figure}_${stat}`, values })),
  );
  const lines = [
    ["at", ...columns.map(({ name }) => name)],
    ...at.map((time, index) => [time, ...columns.map(({ values }) => values[index] ?? "")]),
  ];
  return lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}

/** A safe name for the file, because a machine name may contain any character. */
export function csvName({ machine, from, to }: { machine: string; from: string; to: string }): string {
  const safe = (text: string) => text.replace(/[^\p{L}\p{N}.-]+/gu, "-");
  return `${safe(machine)}_${safe(from)}_${safe(to)}.csv`;
}
