import { describe, expect, it } from "vitest";
import { decideReport, graceFromMs, isDue } from "./decide";

describe("isDue", () => {
  const rows = [
    ["a millisecond before its deadline: not due", { heardMs: 119_999 }, false],
    ["at its deadline: due", { heardMs: 120_000 }, true],
    ["after its deadline: due", { heardMs: 500_000 }, true],
    [
      "right after a blind interval that ended before its deadline: not due",
      { heardMs: 120_000, graceFromMs: 119_000 },
      false,
    ],
    ["two report intervals after that: due", { heardMs: 139_000, graceFromMs: 119_000 }, true],
    ["a millisecond before two report intervals: not due", { heardMs: 138_999, graceFromMs: 119_000 }, false],
    [
      "overdue by two report intervals: due, however recently the hub was deaf",
      { heardMs: 140_000, graceFromMs: 139_900 },
      true,
    ],
    [
      "overdue by less, and the hub was deaf a moment ago: not due",
      { heardMs: 139_999, graceFromMs: 139_900 },
      false,
    ],
    ["after a pause, with a hub that can hear: due at once", { heardMs: 900_000, wasPaused: true }, true],
    [
      "after a pause that ended while the hub was deaf: not due, however long overdue",
      { heardMs: 900_000, graceFromMs: 880_001, wasPaused: true },
      false,
    ],
    [
      "two report intervals after that: due, as without a pause",
      { heardMs: 900_000, graceFromMs: 880_000, wasPaused: true },
      true,
    ],
    [
      "a pause does not bring a deadline forward",
      { heardMs: 119_999, graceFromMs: 0, wasPaused: true },
      false,
    ],
  ] as const;
  it.each(rows)("%s", (_, given, expected) => {
    const machine = { deadlineMs: 120_000, graceIntervalMs: 10_000, graceFromMs: 0, wasPaused: false };
    expect(isDue({ ...machine, ...given })).toBe(expected);
  });
});

describe("graceFromMs", () => {
  const rows = [
    ["an ingest process that pulsed just now gives none", { webPulseHeardMs: 98_500 }, 40_000],
    ["an ingest process silent for longer gives it from its last pulse", { webPulseHeardMs: 98_499 }, 98_499],
    ["an unknown or signed-off ingest process gives none", { webPulseHeardMs: null }, 40_000],
    [
      "an ingest process deaf since before the blind interval ended adds nothing",
      { webPulseHeardMs: 39_000 },
      40_000,
    ],
  ] as const;
  it.each(rows)("%s", (_, given, expected) => {
    expect(graceFromMs({ heardMs: 100_000, blindEndedHeardMs: 40_000, ...given })).toBe(expected);
  });
});

describe("decideReport", () => {
  const good = { isRevoked: false, expiresAtMs: null };
  const machine: Parameters<typeof decideReport>[0]["machine"] = {
    status: "online",
    deadlineMs: 100_000,
    graceIntervalMs: 10_000,
    webPulseHeardMs: null,
    lastSeenAtMs: 0,
    pausedUntilMs: null,
  };
  // How much longer the pause lasts, at the moment and by the clock of the report.
  const nowMs = 1_000_000;
  const pausedFor = (leftMs: number) => ({ pausedUntilMs: nowMs + leftMs });
  const at = (heardMs: number) => ({ heardMs, blindEndedHeardMs: 0 });
  const rows = [
    [
      "a pending machine reports for the first time",
      { status: "pending", deadlineMs: null },
      good,
      at(50_000),
      "first_heard",
    ],
    ["an online machine that reports in time stays online", {}, good, at(50_000), "still_online"],
    ["a report just after the deadline beats the next check", {}, good, at(104_999), "still_online"],
    [
      "a report long after a deadline that no worker saw: it was an outage",
      {},
      good,
      at(105_000),
      "unseen_outage",
    ],
    [
      "within the grace after a blind interval: it was no outage",
      {},
      good,
      { heardMs: 105_000, blindEndedHeardMs: 99_000 },
      "still_online",
    ],
    ["an offline machine comes back", { status: "offline" }, good, at(50_000), "came_back"],
    ["a disabled machine is refused", { status: "disabled" }, good, at(50_000), "refused"],
    ["a revoked key is refused", {}, { isRevoked: true, expiresAtMs: null }, at(50_000), "refused"],
    [
      "a key at the moment of its expiry is refused",
      {},
      { isRevoked: false, expiresAtMs: 1_000_000 },
      at(50_000),
      "refused",
    ],
    [
      "a key a moment before its expiry is accepted",
      {},
      { isRevoked: false, expiresAtMs: 1_000_001 },
      at(50_000),
      "still_online",
    ],
    [
      "a revoked key of an offline machine brings nothing back",
      { status: "offline" },
      { isRevoked: true, expiresAtMs: null },
      at(0),
      "refused",
    ],
    ["silence during a pause is not an outage", pausedFor(1), good, at(500_000), "still_online"],
    ["a worker has five seconds after a pause too", pausedFor(-4_999), good, at(500_000), "still_online"],
    [
      "five seconds after a pause no worker was checking",
      pausedFor(-5_000),
      good,
      at(500_000),
      "unseen_outage",
    ],
    [
      "after a pause that ended while the hub was deaf, silence is not an outage",
      pausedFor(-60_000),
      good,
      { heardMs: 500_000, blindEndedHeardMs: 480_000 },
      "still_online",
    ],
    [
      "a pause before the latest report does not matter",
      { ...pausedFor(-60_000), lastSeenAtMs: nowMs - 60_000 },
      good,
      { heardMs: 500_000, blindEndedHeardMs: 480_000 },
      "unseen_outage",
    ],
    [
      "an offline machine comes back during a pause",
      { status: "offline", ...pausedFor(1) },
      good,
      at(0),
      "came_back",
    ],
    [
      "a pending machine reports during a pause",
      { status: "pending", ...pausedFor(1) },
      good,
      at(0),
      "first_heard",
    ],
  ] as const;
  it.each(rows)("%s", (_, change, key, hub, expected) => {
    expect(decideReport({ machine: { ...machine, ...change }, key, hub, nowMs }).kind).toBe(expected);
  });
});
