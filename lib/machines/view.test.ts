import { describe, expect, it } from "vitest";
import type { MachineRecord } from "@/lib/db/models";
import { stored } from "@/lib/db/stored.fixture";
import { matchesText } from "./filter";
import { isLate, toMachineView } from "./view";

const now = new Date("2026-03-01T12:00:00.000Z");

function machine(over: Partial<MachineRecord> = {}): MachineRecord {
  return {
    id: 7,
    teamId: 1,
    name: "web-01",
    hostname: null,
    description: "",
    runbookUrl: null,
    plannedMs: 0n,
    pausedByHandAt: null,
    tags: "[]",
    status: stored("online"),
    offlineAfterMs: null,
    thresholdMs: 120_000n,
    reportIntervalMs: null,
    graceIntervalMs: 60_000n,
    heardAt: 1_000_000n,
    deadline: 1_120_000n,
    lastSeenAt: now,
    lastWebId: null,
    systemInfo: "{}",
    lastSample: null,
    agentVersion: null,
    bootId: null,
    sightings: null,
    refusal: null,
    clockOffsetMs: null,
    goodbye: null,
    pausedUntil: null,
    createdAt: now,
    updatedAt: now,
    ...over,
  };
}

const hub = { heardMs: 1_010_000, teamOfflineAfterMs: null, instanceOfflineAfterMs: 120_000 };

describe("isLate", () => {
  it.each([
    ["silent for exactly half its threshold is not late", machine(), 1_060_000, false],
    ["silent for a millisecond more is late", machine(), 1_060_001, true],
    [
      "that announced to be silent for so long is not late",
      machine({ plannedMs: 300_000n }),
      1_300_000,
      false,
    ],
    ["that should have been back is late", machine({ plannedMs: 300_000n }), 1_300_001, true],
    ["that is offline is not late", machine({ status: stored("offline") }), 9_000_000, false],
    [
      "that has never reported is not late",
      machine({ status: stored("pending"), heardAt: null }),
      9_000_000,
      false,
    ],
  ])("a machine %s", (_name, row, heardMs, expected) => {
    expect(isLate({ machine: row, heardMs })).toBe(expected);
  });
});

describe("toMachineView", () => {
  it("shows the deadline as the time of day at which it passes if the hub keeps hearing", () => {
    expect(toMachineView({ machine: machine(), hub, now }).deadline).toBe("2026-03-01T12:01:50.000Z");
  });

  it.each(["pending", "offline", "disabled"])("shows no deadline for a machine that is %s", (status) => {
    expect(toMachineView({ machine: machine({ status: stored(status) }), hub, now }).deadline).toBeNull();
  });

  it.each([
    ["nothing without an announcement", {}, null],
    [
      "a reboot, and when it should be over",
      { goodbye: '{"reason":"reboot","back_in_s":300}', plannedMs: 300_000n },
      { reason: "reboot", at: now.toISOString(), back_by: "2026-03-01T12:05:00.000Z" },
    ],
    [
      "a stop of which nothing is believed",
      { goodbye: '{"reason":"shutdown"}' },
      { reason: "shutdown", at: now.toISOString(), back_by: null },
    ],
  ])("shows %s as its announced stop", (_name, over, expected) => {
    expect(toMachineView({ machine: machine(over), hub, now }).announced_stop).toEqual(expected);
  });

  it.each([
    ["the machine's own threshold", { offlineAfterMs: 30_000 }, hub, "30s", "30s"],
    ["the team's", {}, { ...hub, teamOfflineAfterMs: 60_000 }, null, "1m"],
    ["the installation's", {}, hub, null, "2m"],
  ])("says %s", (_name, over, withHub, own, effective) => {
    const view = toMachineView({ machine: machine(over), hub: withHub, now });
    expect([view.offline_after, view.offline_after_effective]).toEqual([own, effective]);
  });

  it.each([
    ["what a person has typed", { hostname: "typed", systemInfo: '{"hostname":"told"}' }, "typed"],
    ["what the agent reports", { systemInfo: '{"hostname":"told"}' }, "told"],
    ["nothing", {}, null],
  ])("shows as hostname %s", (_name, over, expected) => {
    expect(toMachineView({ machine: machine(over), hub, now }).hostname).toBe(expected);
  });

  it("still works if a JSON column is malformed", () => {
    const view = toMachineView({
      machine: machine({ tags: "", systemInfo: "{", lastSample: '{"at":1}' }),
      hub,
      now,
    });
    expect([view.tags, view.system_info, view.last_sample]).toEqual([[], {}, null]);
  });
});

describe("a pause", () => {
  it.each([
    ["is shown while it lasts", 1, true],
    ["is not shown at its end", 0, false],
    ["is not shown after its end", -1, false],
  ])("%s", (_name, leftMs, isShown) => {
    const pausedUntil = new Date(now.getTime() + leftMs);
    const view = toMachineView({ machine: machine({ pausedUntil }), hub, now });
    expect(view.paused_until).toBe(isShown ? pausedUntil.toISOString() : null);
  });
});

it.each([
  ["a pause that ends after it moves the deadline there", 600_000, "2026-03-01T12:10:00.000Z"],
  ["a pause that ends before it does not", 60_000, "2026-03-01T12:01:50.000Z"],
  ["a pause that has ended does not", 0, "2026-03-01T12:01:50.000Z"],
])("%s", (_name, leftMs, deadline) => {
  const pausedUntil = new Date(now.getTime() + leftMs);
  expect(toMachineView({ machine: machine({ pausedUntil }), hub, now }).deadline).toBe(deadline);
});

describe("matchesText", () => {
  const row = machine({
    description: "Fährt Züge",
    tags: '["db","eu"]',
    systemInfo: '{"hostname":"told.lan"}',
  });

  it.each([
    ["no filter", {}, true],
    ["part of the name in capitals", { q: "WEB" }, true],
    ["part of the description in another case", { q: "ZÜGE" }, true],
    ["the reported hostname", { q: "told" }, true],
    ["a tag as text", { q: "eu" }, true],
    ["a tag", { tag: "db" }, true],
    ["only part of a tag", { tag: "d" }, false],
    ["a tag, and a text that does not match", { tag: "db", q: "mail" }, false],
    ["a character that is a wildcard in SQL", { q: "%" }, false],
    ["only spaces", { q: "  " }, true],
  ])("%s", (_name, filter, expected) => {
    expect(matchesText({ machine: row, filter })).toBe(expected);
  });
});
