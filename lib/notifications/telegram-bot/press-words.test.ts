import { describe, expect, it } from "vitest";
import type { AcknowledgeOutcome } from "@/lib/incidents/acknowledgements/mutations";
import { pressWords } from "./press-words";

const now = new Date("2026-03-01T12:00:00Z");
const held = {
  ...{ id: 1, incidentId: 1, holdsFor: 1, userId: null, name: "Grace (Telegram)", via: "telegram" },
  ...{ createdAt: new Date("2026-03-01T11:50:00Z"), until: null, untilMs: null },
  ...{ endedAt: null, ending: null, endedBy: null },
};
const was = (kind: AcknowledgeOutcome["kind"], endedAt: Date | null = null) => ({
  outcome: { kind, held: kind === "closed" ? null : held },
  isOutage: true,
  endedAt,
});
const endedAt = new Date("2026-03-01T10:04:59Z");

describe("pressWords", () => {
  it.each([
    ["whoever presses first acknowledges it", "acknowledge", [was("acknowledged")], "Acknowledged"],
    [
      "a snooze says what comes after it",
      "snooze",
      [was("snoozed")],
      /^Snoozed for 1h\. You'll be reminded if it is still/,
    ],
    [
      "whoever comes second learns who was first",
      "acknowledge",
      [was("already_acknowledged")],
      /^Grace .* 10m/,
    ],
    [
      "whoever comes too late learns since when",
      "acknowledge",
      [was("closed", endedAt)],
      /^Back online since 10:04 UTC$/,
    ],
    [
      "a snoozed alert may still fire",
      "snooze",
      [{ ...was("snoozed"), isOutage: false }],
      "Snoozed for 1h. You'll be reminded if it is still firing then.",
    ],
    [
      "an alert is resolved, not back online",
      "acknowledge",
      [{ ...was("closed", endedAt), isOutage: false }],
      "Resolved at 10:04 UTC",
    ],
    [
      "outages and alerts together are resolved",
      "acknowledge",
      [was("closed"), { ...was("closed"), isOutage: false }],
      "All 2 are already resolved",
    ],
    [
      "several are acknowledged at once",
      "acknowledge",
      [was("acknowledged"), was("acknowledged")],
      "Acknowledged 2 of 2",
    ],
    [
      "with what became of the others",
      "acknowledge",
      [was("acknowledged"), was("already_acknowledged"), was("closed")],
      "Acknowledged 1 of 3; 1 already acknowledged; 1 already back online",
    ],
    ["all may be back", "acknowledge", [was("closed"), was("closed")], "All 2 are already back online"],
    ["a message without outages of this chat", "acknowledge", [], /^This button no longer works/],
  ] as const)("%s", (_, verb, pressed, words) => {
    const said = pressWords({ pressed, verb, now, zone: "UTC" });
    if (typeof words === "string") expect(said).toBe(words);
    else expect(said).toMatch(words);
  });

  it("names a time in the zone of the team", () => {
    const pressed = [was("closed", endedAt)];
    const said = pressWords({ pressed, verb: "acknowledge", now, zone: "Europe/Berlin" });
    expect(said).toBe("Back online since 11:04 CET");
  });

  it("stays within the length of an answer, whoever was first", () => {
    const outcome = { kind: "already_acknowledged" as const, held: { ...held, name: "x".repeat(500) } };
    expect(
      pressWords({
        pressed: [{ outcome, isOutage: true, endedAt: null }],
        verb: "acknowledge",
        now,
        zone: "UTC",
      }),
    ).toHaveLength(200);
  });
});
