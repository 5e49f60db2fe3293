import { describe, expect, it } from "vitest";
import { stored } from "@/lib/db/stored.fixture";
import { digest, type IncidentStatus, incidentsOf } from "./incident-status";

const told = (eventType: string, incidentId: number | null) => ({
  eventType: stored(eventType),
  incidentId,
});

describe("incidentsOf", () => {
  it.each([
    ["outages are those that were sent", [told("machine.offline", 2), told("machine.offline", 1)], [1, 2]],
    [
      "one whose end is in the same message does not count",
      [told("machine.offline", 1), told("machine.online", 1)],
      [],
    ],
    [
      "the end of an earlier one takes nothing away",
      [told("machine.online", 1), told("machine.offline", 2)],
      [2],
    ],
    ["alerts are incidents like outages", [told("alert.firing", 1), told("machine.offline", 2)], [1, 2]],
    ["of which the end may be in the same message", [told("alert.firing", 1), told("alert.resolved", 1)], []],
    ["nor does what a newer version sent", [told("machine.unheard_of", 1)], []],
    ["notices are no outages", [told("hub.deaf", null)], []],
    ["one that outlasts a snooze is one", [told("machine.still_offline", 1)], [1]],
    [
      "its snooze may end in the same message",
      [told("machine.offline", 1), told("machine.still_offline", 1)],
      [1],
    ],
  ])("%s", (_, deliveries, outages) => {
    expect(incidentsOf(deliveries)).toEqual(outages);
  });
});

describe("digest", () => {
  const of = (...incidentStatuses: IncidentStatus[]) =>
    digest(new Map(incidentStatuses.map((incidentStatus, id) => [id, incidentStatus])));
  const taken = { kind: "taken", by: "Ada", until: null } as const;
  it.each([
    ["an outage that is over", { kind: "over", at: "2026-03-01T12:00:00.000Z" } as const],
    ["an acknowledgement", taken],
  ])("%s changes it", (_, incidentStatus) => {
    expect(of(incidentStatus)).not.toBe(of({ kind: "open" }));
  });
  it("another person's acknowledgement changes it, and so does an end", () => {
    const digests = [
      of(taken),
      of({ ...taken, by: "Grace" }),
      of({ ...taken, until: "2026-03-01T12:00:00.000Z" }),
    ];
    expect(new Set(digests).size).toBe(3);
  });
});
