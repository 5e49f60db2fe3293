import { expect, it } from "vitest";
import type { SeriesView } from "@/lib/history/metrics/schema";
import { groupSeries } from "./group-series";

const series = (metric: string, target: string | null, last: number | null): SeriesView => ({
  name: target === null ? metric : `${metric}:${target}`,
  ...{ metric, target, last },
  label: metric.replace("gauge:", ""),
  unit: "number",
  last_at: null,
});

const read = (...all: SeriesView[]) =>
  groupSeries(all).map(
    ({ title, charts }) =>
      `${title}: ${charts.map((chart) => `${chart.title} ${chart.lines.map(({ label }) => label).join("+")}`).join(", ")}`,
  );

it.each([
  ["a machine that has only figures has no groups", [series("cpu_pct", null, 3)], []],
  [
    "the fullest filesystem comes first, one that says nothing last",
    [
      series("filesystem.used_pct", "/", 20),
      series("filesystem.used_pct", "/old", null),
      series("filesystem.used_pct", "/var", 92),
    ],
    ["Filesystems: /var /var, / /, /old /old"],
  ],
  [
    "both directions of an interface share a chart; the busiest in sum comes first",
    [
      series("interface.rx_rate", "eth0", 10),
      series("interface.rx_rate", "eth1", 6),
      series("interface.tx_rate", "eth1", 5),
      series("interface.tx_rate", "tun0", 0),
    ],
    ["Network interfaces: eth1 Received+Sent, eth0 Received, tun0 Sent"],
  ],
  [
    "temperatures and gauges",
    [
      series("gauge:queue", null, 3),
      series("gauge:jobs", null, 9),
      series("temperature", "cpu", 50),
      series("temperature", "gpu", 70),
    ],
    ["Temperatures: gpu gpu, cpu cpu", "Gauges: jobs jobs, queue queue"],
  ],
])("%s", (_, all, groups) => {
  expect(read(...all)).toEqual(groups);
});
