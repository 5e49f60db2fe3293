import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { FIGURES, SERIES } from "./figures";
import { parseReport } from "./parse";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** The columns that a model of the schema has, by their names in the database. */
function columnsOf(model: string): string[] {
  const schema = readFileSync(path.join(ROOT, "prisma/schema.prisma"), "utf8");
  const body = new RegExp(`^model ${model} \\{\n(.*?)^\\}`, "ms").exec(schema)?.[1] ?? "";
  return [...body.matchAll(/^ {2}(\w+) +\w+.*$/gm)].map(([line, field = ""]) => {
    return /@map\("(\w+)"\)/.exec(line)?.[1] ?? field;
  });
}

it("names a column of the samples table for each", () => {
  expect(columnsOf("Sample")).toEqual(expect.arrayContaining(FIGURES));
});

it.each(FIGURES)("takes %s from a report, alone as well", (figure) => {
  const parsed = parseReport({ body: JSON.stringify({ [figure]: 1 }), nowMs: 0 });
  expect(parsed).toMatchObject({ ok: true, report: { sample: { figures: { [figure]: 1 } } } });
});

it("makes a counter of bytes its growth per second, and everything else as it is", () => {
  expect(SERIES.map(({ name, isRate }) => (isRate ? `${name} /s` : name))).toEqual([
    "cpu_pct",
    "mem_used_pct",
    "disk_used_pct",
    "net_rx_rate /s",
    "net_tx_rate /s",
    "uptime_s",
    "swap_used_pct",
    "load1",
    "load5",
    "load15",
  ]);
});
