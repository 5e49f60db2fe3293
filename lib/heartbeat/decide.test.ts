import { describe, expect, it } from "vitest";
import { decideReport, graceFromMs, isDue } from "./decide";

describe("isDue", () => {
  const rows = [
    ["a millisecond before its deadline it is not", { heardMs: 119_999 }, false],
    ["at its deadline it is", { heardMs: 120_000 }, true],
    ["after its deadline it is", { heardMs: 500_000 }, true],
    [
      "right after a deafness that ended before its deadline it is not",
      { heardMs: 120_000, graceFromMs: 119_000 },
      false,
    ],
    ["two intervals after that deafness it is", { heardMs: 139_000, graceFromMs: 119_000 }, true],
    ["a millisecond before two intervals it is not", { heardMs: 138_999, graceFromMs: 119_000 }, false],
    [
      "overdue by two intervals it is, however lately the hub was deaf",
      { heardMs: 140_000, graceFromMs: 139_900 },
      true,
    ],
    [
      "overdue by less, with a hub that was deaf just now, it is not",
      { heardMs: 139_999, graceFromMs: 139_900 },
      false,
    ],
    ["after a pause, with a hub that hears, it is at once", { heardMs: 900_000, wasPaused: true }, true],
    [
      "after a pause that ended while the hub was deaf it is not, however long overdue",
      { heardMs: 900_000, graceFromMs: 880_001, wasPaused: true },
      false,
    ],
    [
      "two intervals after that deafness it is, as without a pause",
      { heardMs: 900_000, graceFromMs: 880_000, wasPaused: true },
      true,
    ],
    [
      "a pause does not make a deadline come earlier",
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
    ["a door that pulsed just now gives none", { doorPulseHeardMs: 98_500 }, 40_000],
    ["a door silent for longer gives it from its last pulse", { doorPulseHeardMs: 98_499 }, 98_499],
    ["an unknown or signed-off door gives none", { doorPulseHeardMs: null }, 40_000],
    ["a door deaf since before the blind interval ended adds nothing", { doorPulseHeardMs: 39_000 }, 40_000],
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
    doorPulseHeardMs: null,
    lastSeenAtMs: 0,
    pausedUntilMs: null,
  };
  // Paused for so long, at the moment of the report and by its clock.
  const nowMs = 1_000_000;
  const pausedFor = (leftMs: number) => ({ pausedUntilMs: nowMs + leftMs });
  const at = (heardMs: number) => ({ heardMs, blindEndedHeardMs: 0 });
  const rows = [
    [
      "a pending machine is heard for the first time",
      { status: "pending", deadlineMs: null },
      good,
      at(50_000),
      "first_heard",
    ],
    ["an online machine in time stays online", {}, good, at(50_000), "still_online"],
    ["a report just after the deadline beats the next look", {}, good, at(104_999), "still_online"],
    ["a report long after a deadline that nobody saw was an outage", {}, good, at(105_000), "unseen_outage"],
    [
      "within the grace after a deafness it was none",
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
      "a key a moment before its expiry is taken",
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
    ["under a pause no silence was an outage", pausedFor(1), good, at(500_000), "still_online"],
    ["a worker has its five seconds after a pause too", pausedFor(-4_999), good, at(500_000), "still_online"],
    ["five seconds after a pause nobody looked", pausedFor(-5_000), good, at(500_000), "unseen_outage"],
    [
      "a pause that ended while the hub was deaf accuses nobody",
      pausedFor(-60_000),
      good,
      { heardMs: 500_000, blindEndedHeardMs: 480_000 },
      "still_online",
    ],
    [
      "a pause from before the latest report is history",
      { ...pausedFor(-60_000), lastSeenAtMs: nowMs - 60_000 },
      good,
      { heardMs: 500_000, blindEndedHeardMs: 480_000 },
      "unseen_outage",
    ],
    [
      "an offline machine comes back under a pause",
      { status: "offline", ...pausedFor(1) },
      good,
      at(0),
      "came_back",
    ],
    [
      "a pending machine is heard under a pause",
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
