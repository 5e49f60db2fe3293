import { describe, expect, it } from "vitest";
import { decideAcknowledge, decideSnoozeEnd, decideUndo } from "./decide";

const nobody = { isOpen: true, held: null };
const taken = { isOpen: true, held: { isSnooze: false } };
const snoozed = { isOpen: true, held: { isSnooze: true } };

describe("decideAcknowledge", () => {
  it.each([
    ["acknowledges what nobody has acknowledged", nobody, false, "acknowledged"],
    ["leaves it to whoever has acknowledged it already", taken, false, "already_acknowledged"],
    ["replaces a snooze, whose end then sends no reminder", snoozed, false, "acknowledged"],
    ["snoozes what nobody has acknowledged", nobody, true, "snoozed"],
    ["turns an acknowledgement into a snooze", taken, true, "snoozed"],
    ["moves the end of a snooze", snoozed, true, "snoozed"],
    ["does nothing to an outage that is over", { isOpen: false, held: null }, false, "closed"],
    [
      "does nothing to one that ended while it was acknowledged",
      { ...taken, isOpen: false },
      false,
      "closed",
    ],
    ["does not snooze an outage that is over", { ...snoozed, isOpen: false }, true, "closed"],
  ] as const)("%s", (_, found, isSnooze, kind) => {
    expect(decideAcknowledge({ ...found, isSnooze })).toEqual({ kind });
  });
});

describe("decideUndo", () => {
  it.each([
    ["removes an acknowledgement", taken, "taken_back"],
    ["removes a snooze", snoozed, "taken_back"],
    ["finds that nobody had acknowledged it", nobody, "not_acknowledged"],
    ["does nothing to an outage that is over", { ...taken, isOpen: false }, "closed"],
  ] as const)("%s", (_, found, kind) => {
    expect(decideUndo(found)).toEqual({ kind });
  });
});

describe("decideSnoozeEnd", () => {
  const MINUTE = 60_000;
  const given = {
    isOpen: true,
    snooze: { untilAtMs: 100 * MINUTE, untilHeardMs: 50 * MINUTE },
    graceIntervalMs: MINUTE,
    hub: { heardMs: 50 * MINUTE, blindEndedHeardMs: 0, pulsedAtMs: 100 * MINUTE, nowMs: 100 * MINUTE },
  };
  const hub = (change: Partial<Parameters<typeof decideSnoozeEnd>[0]["hub"]>) => ({
    hub: { ...given.hub, ...change },
  });
  /** The hub could not receive reports for a while before its end, but can again. */
  const deafBefore = { blindEndedHeardMs: 48 * MINUTE };
  it.each([
    ["sends a reminder at the very end if the machine is still offline", {}, "tells"],
    ["waits for the last millisecond", hub({ nowMs: 100 * MINUTE - 1 }), "waits"],
    ["ends without one when the machine is back", { isOpen: false }, "ends"],
    [
      "ends without one while the hub receives no reports, if the machine was back before",
      { isOpen: false, ...hub({ pulsedAtMs: 0 }) },
      "ends",
    ],
    ["waits while the hub cannot receive reports", hub({ pulsedAtMs: 100 * MINUTE - 3_001 }), "waits"],
    [
      "sends a reminder with a pulse that is just young enough",
      hub({ pulsedAtMs: 100 * MINUTE - 3_000 }),
      "tells",
    ],
    ["waits when there has never been a pulse", hub({ pulsedAtMs: null }), "waits"],
    [
      "waits when the clock has been set back behind the latest pulse",
      hub({ pulsedAtMs: 200 * MINUTE }),
      "waits",
    ],
    [
      "sends a reminder when the machine has had two of its intervals since the hub's downtime",
      hub(deafBefore),
      "tells",
    ],
    ["waits until it has had them", hub({ blindEndedHeardMs: 48 * MINUTE + 1 }), "waits"],
    [
      "sends a reminder when it is overdue by as much, however recent the hub's downtime",
      hub({ heardMs: 52 * MINUTE, blindEndedHeardMs: 52 * MINUTE }),
      "tells",
    ],
    ["waits until it is", hub({ heardMs: 52 * MINUTE - 1, blindEndedHeardMs: 52 * MINUTE - 1 }), "waits"],
  ] as const)("%s", (_, change, kind) => {
    expect(decideSnoozeEnd({ ...given, ...change })).toEqual({ kind });
  });
});
