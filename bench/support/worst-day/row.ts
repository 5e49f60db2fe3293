/** One line of the table: what happened, what was measured, what it is compared with, and what it should be. */
export type Row = {
  moment: string;
  figure: string;
  /** From the same run. */
  baseline: string;
  goal: string;
  isMet: boolean;
};

const WIDTHS = [46, 58, 52, 34] as const;

export function printHead(): void {
  printCells(["moment", "figure", "baseline of the same run", "goal"], "");
  printCells(
    WIDTHS.map((width) => "-".repeat(width)),
    "------",
  );
}

/** Prints a row at once: a run takes long, and may be stopped. */
export function printRow({ moment, figure, baseline, goal, isMet }: Row): void {
  printCells([moment, figure, baseline, goal], isMet ? "ok" : "MISSED");
}

function printCells(cells: readonly string[], verdict: string): void {
  const padded = cells.map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0));
  process.stdout.write(`${[...padded, verdict].join(" | ")}\n`);
}

/** Says on standard error what is going on, so that the table can be kept by itself. */
export function note(line: string): void {
  process.stderr.write(`  … ${line}\n`);
}

export const inMs = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
export const inS = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
export const inMb = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`;
export const times = (ratio: number) => `${ratio.toFixed(2)}×`;
