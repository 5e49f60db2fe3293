import { expect, it } from "vitest";
import { describeSeries, isSeriesName, splitSeries } from "./series-names";

it.each([
  ["one", "cpu_pct", ["cpu_pct"]],
  ["several", "cpu_pct,load1,gauge:queue", ["cpu_pct", "load1", "gauge:queue"]],
  ["one twice", "load1,load1", ["load1"]],
  ["one with a comma", "filesystem.used_pct:/a,b,cpu_pct", ["filesystem.used_pct:/a,b", "cpu_pct"]],
  ["one that only looks like two", "gauge:a,cpu_pctx", ["gauge:a,cpu_pctx"]],
  ["nothing", "", [""]],
])("splits %s", (_, text, names) => {
  expect(splitSeries(text)).toEqual(names);
});

it.each([
  ["cpu_pct", true],
  ["net_rx_rate", true],
  ["uptime_s", true],
  ["filesystem.used_pct:/var", true],
  ["interface.rx_rate:eth0", true],
  ["temperature:cpu", true],
  ["gauge:queue", true],
  ["", false],
  ["net_rx_bytes", false],
  ["clock_off", false],
  ["filesystem.used_pct", false],
  ["filesystem.used_pct:", false],
  ["filesystem.full_in:/", false],
  ["gauge:", false],
  ["toString:a", false],
])("%s is a series: %s", (name, expected) => {
  expect(isSeriesName(name)).toBe(expected);
});

it("says what a series is about", () => {
  expect(describeSeries("filesystem.used_pct:/a:b")).toEqual({
    metric: "filesystem.used_pct",
    target: "/a:b",
    label: "/a:b",
    unit: "percent",
  });
  expect(describeSeries("gauge:queue")).toMatchObject({
    metric: "gauge:queue",
    target: null,
    label: "queue",
  });
  expect(describeSeries("filesystem.total_bytes:/")).toBeNull();
});
