import { describe, expect, it } from "vitest";
import { parseDuration } from "@/lib/base/duration";
import { effectiveThresholdMs, graceIntervalMs, intervalsHint } from "./threshold";

describe("effectiveThresholdMs", () => {
  it.each([
    ["the machine's own takes precedence", { machine: 5_000, team: 60_000, instance: 120_000 }, 5_000],
    [
      "the team's applies if the machine has none",
      { machine: null, team: 60_000, instance: 120_000 },
      60_000,
    ],
    [
      "the installation's applies if neither has one",
      { machine: null, team: null, instance: 120_000 },
      120_000,
    ],
    [
      "the machine's own takes precedence over the installation's",
      { machine: 30_000, team: null, instance: 120_000 },
      30_000,
    ],
  ])("%s", (_name, given, expected) => {
    expect(effectiveThresholdMs(given)).toBe(expected);
  });
});

describe("graceIntervalMs", () => {
  it.each([
    ["what the agent says, if it is short", { thresholdMs: 120_000, reportIntervalMs: 10_000 }, 10_000],
    [
      "what the agent says, up to exactly half the threshold",
      { thresholdMs: 120_000, reportIntervalMs: 60_000 },
      60_000,
    ],
    ["at most half the threshold", { thresholdMs: 120_000, reportIntervalMs: 60_001 }, 60_000],
    ["half the threshold if it has never said", { thresholdMs: 120_000, reportIntervalMs: null }, 60_000],
    ["whole milliseconds of an odd threshold", { thresholdMs: 5_001, reportIntervalMs: null }, 2_500],
  ])("%s", (_name, given, expected) => {
    expect(graceIntervalMs(given)).toBe(expected);
  });
});

describe("intervalsHint", () => {
  const every = (name: string, report_interval: string | null) => ({ name, report_interval });
  const FAST = every("web-1", "10s");
  it.each([
    ["no machine is known", "5s", [], null],
    ["none says how often it reports", "5s", [every("db", null)], null],
    ["it has room for two reports of each, exactly", "10m", [FAST, every("nas", "5m")], null],
    [
      "one reports too seldom",
      "9m59s",
      [FAST, every("nas", "5m")],
      "nas reports only every 5m: one report that is late or lost would be an outage. Set the threshold to at least 10m, or let its agent report more often.",
    ],
    [
      "several do: the most seldom one says what suits all",
      "15s",
      [FAST, every("nas", "5m"), every("backup", "1h"), every("db", null)],
      "3 machines report too seldom for this, backup only every 1h: one report that is late or lost would be an outage. Set the threshold to at least 2h, or let their agents report more often.",
    ],
  ])("says what does not suit when %s", (_, threshold, machines, hint) => {
    expect(intervalsHint({ thresholdMs: parseDuration(threshold) ?? 0, machines })).toBe(hint);
  });
});
