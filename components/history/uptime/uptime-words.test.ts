import { describe, expect, it } from "vitest";
import { describeDay, formatUptime } from "./uptime-words";

it.each([
  [null, "–"],
  [100, "100 %"],
  [99.9999, "99.99 %"],
  [57, "57.00 %"],
  [1.15, "1.15 %"],
  [0, "0.00 %"],
])("%s is shown as %s", (percent, text) => {
  expect(formatUptime(percent)).toBe(text);
});

describe("describeDay", () => {
  const good = { date: "2026-03-12", uptime_pct: 100, offline: "0s", unknown: "0s", outages: 0 };
  it.each([
    ["a day on which nothing happened", good, "12 March: 100 %"],
    [
      "a day with outages and unknown time",
      { ...good, uptime_pct: 99.3055, offline: "10m2s500ms", unknown: "3m", outages: 2 },
      "12 March: 99.30 %, offline 10m2s in 2 outages, unknown 3m",
    ],
    [
      "an outage shorter than a second still counts",
      { ...good, uptime_pct: 99.9999, offline: "20ms", outages: 1 },
      "12 March: 99.99 %, offline 1s in 1 outage",
    ],
    ["a day without data", { ...good, uptime_pct: null, unknown: "1d" }, "12 March: no data"],
  ])("%s", (_, day, sentence) => {
    expect(describeDay(day, { isToday: false })).toBe(sentence);
  });

  it("calls the last day today", () => {
    expect(describeDay(good, { isToday: true })).toBe("Today: 100 %");
  });
});
