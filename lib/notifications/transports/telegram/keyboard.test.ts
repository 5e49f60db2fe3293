import { describe, expect, it } from "vitest";
import type { IncidentStatus } from "../../messages/incident-status";
import { keyboardOf } from "./keyboard";

const offline: IncidentStatus = { kind: "open" };
const back: IncidentStatus = { kind: "over", at: "2026-03-01T12:00:00.000Z" };
const taken: IncidentStatus = { kind: "taken", by: "Ada", until: null };
const snoozed: IncidentStatus = { kind: "taken", by: "Ada", until: "2026-03-01T13:00:00.000Z" };

describe("keyboardOf", () => {
  const rows: [string, IncidentStatus[], string[] | null][] = [
    ["an outage may be acknowledged or snoozed", [offline], ["Acknowledge", "Snooze 1h"]],
    ["so may one that is snoozed", [snoozed], ["Acknowledge", "Snooze 1h"]],
    ["one that is acknowledged has no buttons", [taken], null],
    ["nor has one that is over", [back], null],
    ["several are acknowledged together", [offline, back, taken], ["Acknowledge all"]],
    ["several that need no acknowledgement have no buttons", [back, taken], null],
    ["a message without outages has no buttons", [], null],
  ];
  it.each(rows)("%s", (_, incidentStatuses, buttons) => {
    const keyboard = keyboardOf(
      new Map(incidentStatuses.map((incidentStatus, index) => [index, incidentStatus])),
    );
    expect(keyboard?.inline_keyboard.flat().map(({ text }) => text) ?? null).toEqual(buttons);
  });
});
