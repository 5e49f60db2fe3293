import { describe, expect, it } from "vitest";
import { plannedMs, toleratedMs } from "./planned-stop";

describe("an announced stop is believed", () => {
  it.each<[string, Parameters<typeof plannedMs>[0], number]>([
    ["not at all if there is none", { stop: null, teamMaxMs: null }, 0],
    ["not at all without a time", { stop: { reason: "shutdown", backInS: null }, teamMaxMs: null }, 0],
    ["for as long as it says", { stop: { reason: "reboot", backInS: 300 }, teamMaxMs: null }, 300_000],
    ["to the millisecond", { stop: { reason: "reboot", backInS: 0.5 }, teamMaxMs: null }, 500],
    ["for half an hour at most", { stop: { reason: "reboot", backInS: 86_400 }, teamMaxMs: null }, 1_800_000],
    [
      "for as long as the team allows",
      { stop: { reason: "reboot", backInS: 300 }, teamMaxMs: 60_000 },
      60_000,
    ],
    ["not at all where the team does not", { stop: { reason: "reboot", backInS: 300 }, teamMaxMs: 0 }, 0],
  ])("%s", (_, given, expected) => {
    expect(plannedMs(given)).toBe(expected);
  });

  it.each([
    ["shortens no threshold", { thresholdMs: 600_000, plannedMs: 300_000 }, 600_000],
    ["lengthens a shorter one", { thresholdMs: 120_000, plannedMs: 300_000 }, 300_000],
  ])("%s", (_, given, expected) => {
    expect(toleratedMs(given)).toBe(expected);
  });
});
