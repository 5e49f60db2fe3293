import { describe, expect, it } from "vitest";
import { comparedWords, conditionWords, plainly, readingWords, watchedWords } from "./condition";
import { valueWords } from "./value-words";

describe("a value in words", () => {
  it.each([
    ["a whole percentage", 97, "percent", "97 %"],
    ["a part of one", 93.25, "percent", "93.3 %"],
    ["traffic", 1_536_000, "bytes_per_s", "1.5 MB/s"],
    ["little traffic", 12, "bytes_per_s", "12 B/s"],
    ["a temperature", 71.04, "celsius", "71 °C"],
    ["frost", -3.5, "celsius", "-3.5 °C"],
    ["a short time", 4.25, "seconds", "4.3s"],
    ["an uptime", 93_784, "seconds", "1d2h"],
    ["hours", 26.5, "hours", "1d2h"],
    ["less than an hour", 0.5, "hours", "30m"],
    ["a number", 12_345.678, "number", "12,345.7"],
    ["a small number", 0.042, "number", "0.04"],
  ] as const)("%s", (_, value, unit, words) => {
    expect(valueWords({ value, unit })).toBe(words);
  });

  it.each([
    ["is told apart from what it is compared with", 85.04, 85, "85.04 %"],
    ["has no more decimals than that takes", 85.26, 85, "85.3 %"],
    ["may be the same", 85, 85, "85 %"],
    ["has an end", 85.000001, 85, "85 %"],
  ])("%s", (_, value, unlike, words) => {
    expect(valueWords({ value, unit: "percent", unlike })).toBe(words);
  });
});

const rule = { comparison: "above", threshold: 85, samples: null, forMs: null } as const;

describe("a condition in words", () => {
  it.each([
    ["for a time", { forMs: 300_000 }, "above 85 % for 5m"],
    ["in several samples", { samples: 3 }, "above 85 % in 3 samples"],
    ["in one sample", { samples: 1 }, "above 85 %"],
    ["at once", { forMs: 0 }, "above 85 %"],
    ["below", { comparison: "below", samples: 2 }, "below 85 % in 2 samples"],
  ] as const)("%s", (_, change, words) => {
    expect(conditionWords({ ...rule, ...change, metric: "cpu_pct" })).toBe(words);
  });
});

it.each([
  ["cpu_pct", null, 97, "CPU", "CPU is 97 %", "CPU was above 85 %"],
  ["load5", null, 12, "Load, 5 minutes", "Load (5 minutes) is 12", "Load (5 minutes) was above 85"],
  ["filesystem.used_pct", "/var", 93, "Filesystem /var", "/var is 93 % full", "/var was above 85 %"],
  [
    "filesystem.full_in",
    "/",
    5,
    "Filesystem full in /",
    "/ will be full in 5h",
    "Time until / is full was above 3d13h",
  ],
  ["filesystem.full_in", "/", 0, "Filesystem full in /", "/ is full", "Time until / is full was above 3d13h"],
  [
    "interface.rx_rate",
    "eth0",
    2e6,
    "Interface received eth0",
    "Traffic received by eth0 is 2.0 MB/s",
    "Traffic received by eth0 was above 85 B/s",
  ],
  [
    "temperature",
    "cpu",
    91,
    "Temperature cpu",
    "Temperature of cpu is 91 °C",
    "Temperature of cpu was above 85 °C",
  ],
  ["clock_off", null, 120, "Clock off by", "Clock offset is 2m", "Clock offset was above 1m25s"],
  ["gauge:queue", null, 400, "queue", "queue is 400", "queue was above 85"],
  ["newer.metric", "x", 400, "newer.metric x", "newer.metric x is 400", "newer.metric x was above 85"],
])("names %s of %s at %s", (metric, target, value, watched, reading, compared) => {
  expect(watchedWords({ metric, target })).toBe(watched);
  expect(plainly(readingWords({ metric, target, value }))).toBe(reading);
  expect(plainly(comparedWords({ ...rule, metric, target, verb: "was" }))).toBe(compared);
});
