import { describe, expect, it } from "vitest";
import type { OutageStatus } from "../../messages/outage-status";
import { keyboardOf } from "./keyboard";

const offline: OutageStatus = { kind: "offline" };
const back: OutageStatus = { kind: "back", at: "2026-03-01T12:00:00.000Z" };
const taken: OutageStatus = { kind: "taken", by: "Ada", until: null };
const snoozed: OutageStatus = { kind: "taken", by: "Ada", until: "2026-03-01T13:00:00.000Z" };

describe("keyboardOf", () => {
  const rows: [string, OutageStatus[], string[] | null][] = [
    ["an outage may be taken or snoozed", [offline], ["Acknowledge", "Snooze 1h"]],
    ["one that is snoozed may be, too", [snoozed], ["Acknowledge", "Snooze 1h"]],
    ["one that somebody is on needs nobody", [taken], null],
    ["nor does one that is over", [back], null],
    ["several are taken together", [offline, back, taken], ["Acknowledge all"]],
    ["several that nobody needs to take leave nothing to press", [back, taken], null],
    ["a message without outages has nothing to press", [], null],
  ];
  it.each(rows)("%s", (_, outageStatuses, buttons) => {
    const keyboard = keyboardOf(new Map(outageStatuses.map((outageStatus, index) => [index, outageStatus])));
    expect(keyboard?.inline_keyboard.flat().map(({ text }) => text) ?? null).toEqual(buttons);
  });
});
