import { describe, expect, it } from "vitest";
import { toReportViews } from "./view";

const sample = (receivedS: number, sampledS = receivedS) => ({
  receivedAt: new Date(receivedS * 1000),
  sampledAt: new Date(sampledS * 1000),
});

const read = (samples: ReturnType<typeof sample>[], intervalMs: number | null = 10_000) =>
  toReportViews({ samples, intervalMs, limit: 2 }).map(
    ({ samples: count, interval, late_by }) => `${count} after ${interval}, late by ${late_by}`,
  );

describe("toReportViews", () => {
  it.each([
    ["nothing was reported", [], []],
    ["the first report has no previous one", [sample(10)], ["1 after null, late by null"]],
    [
      "the newest come first, in whatever order they were read",
      [sample(10), sample(32), sample(20)],
      ["1 after 12s, late by 2s", "1 after 10s, late by 0s"],
    ],
    [
      "an early report is not late",
      [sample(10), sample(19)],
      ["1 after 9s, late by 0s", "1 after null, late by null"],
    ],
    [
      "a backlog is one report",
      [sample(10), sample(50, 20), sample(50, 30), sample(50)],
      ["3 after 40s, late by 30s", "1 after null, late by null"],
    ],
  ])("%s", (_, samples, expected) => {
    expect(read(samples)).toEqual(expected);
  });

  it("does not say how late a report is if the interval is unknown", () => {
    expect(read([sample(10), sample(50)], null)[0]).toBe("1 after 40s, late by null");
  });
});
