import { expect, it } from "vitest";
import type { SamplesView } from "@/lib/history/metrics/schema";
import { csvName, samplesCsv } from "./samples-csv";

const column = (...values: (number | null)[]) => ({ min: values, avg: values, max: values });
const none = column(null, null);
const series: SamplesView["series"] = {
  cpu_pct: { min: [1, 2], avg: [1.5, 2.5], max: [2, 3] },
  mem_used_pct: none,
  disk_used_pct: none,
  swap_used_pct: none,
  load1: column(null, 0),
  net_rx_rate: none,
  net_tx_rate: none,
};

it("has a line for each point and columns for the metrics that were measured", () => {
  expect(samplesCsv({ at: ["2026-01-31T08:00:00.000Z", "2026-01-31T08:00:10.000Z"], series })).toBe(
    "at,cpu_pct_min,cpu_pct_avg,cpu_pct_max,load1_min,load1_avg,load1_max\r\n" +
      "2026-01-31T08:00:00.000Z,1,1.5,2,,,\r\n" +
      "2026-01-31T08:00:10.000Z,2,2.5,3,0,0,0\r\n",
  );
});

it("gets a safe file name from any machine name", () => {
  const stretch = { from: "2026-01-31T08:00:00.000Z", to: "2026-01-31T09:00:00.000Z" };
  expect(csvName({ machine: '=cmd|"../é 1"', ...stretch })).toBe(
    "-cmd-..-é-1-_2026-01-31T08-00-00.000Z_2026-01-31T09-00-00.000Z.csv",
  );
});
