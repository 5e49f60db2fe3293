import { describe, expect, it } from "vitest";
import { decideAcknowledge, decideSnoozeEnd, decideTakeBack } from "./decide";

const nobody = { isOpen: true, held: null };
const taken = { isOpen: true, held: { isSnooze: false } };
const snoozed = { isOpen: true, held: { isSnooze: true } };

describe("decideAcknowledge", () => {
  it.each([
    ["takes what nobody has taken", nobody, false, "acknowledged"],
    ["leaves it to whoever is on it already", taken, false, "already_acknowledged"],
    ["takes the place of a snooze, whose end is not told then", snoozed, false, "acknowledged"],
    ["snoozes what nobody has taken", nobody, true, "snoozed"],
    ["gives an end to what somebody has taken", taken, true, "snoozed"],
    ["moves the end of a snooze", snoozed, true, "snoozed"],
    ["does nothing to an outage that is over", { isOpen: false, held: null }, false, "closed"],
    ["does nothing to one that ended while it was held", { ...taken, isOpen: false }, false, "closed"],
    ["does not snooze an outage that is over", { ...snoozed, isOpen: false }, true, "closed"],
  ] as const)("%s", (_, found, isSnooze, kind) => {
    expect(decideAcknowledge({ ...found, isSnooze })).toEqual({ kind });
  });
});

describe("decideTakeBack", () => {
  it.each([
    ["takes back an acknowledgement", taken, "taken_back"],
    ["takes back a snooze", snoozed, "taken_back"],
    ["finds that nobody was on it", nobody, "not_acknowledged"],
    ["does nothing to an outage that is over", { ...taken, isOpen: false }, "closed"],
  ] as const)("%s", (_, found, kind) => {
    expect(decideTakeBack(found)).toEqual({ kind });
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
  /** The hub was deaf for a while before its end, and hears again. */
  const deafBefore = { blindEndedHeardMs: 48 * MINUTE };
  it.each([
    ["tells at its very end that the machine is still dark", {}, "tells"],
    ["waits for the last millisecond", hub({ nowMs: 100 * MINUTE - 1 }), "waits"],
    ["ends in silence when the machine is back", { isOpen: false }, "ends"],
    [
      "ends in silence while the hub is deaf, when the machine was back before",
      { isOpen: false, ...hub({ pulsedAtMs: 0 }) },
      "ends",
    ],
    ["waits while the hub does not hear", hub({ pulsedAtMs: 100 * MINUTE - 3_001 }), "waits"],
    ["tells with a pulse that is just young enough", hub({ pulsedAtMs: 100 * MINUTE - 3_000 }), "tells"],
    ["waits when the hub has never heard", hub({ pulsedAtMs: null }), "waits"],
    ["waits when the clock was set back behind the latest pulse", hub({ pulsedAtMs: 200 * MINUTE }), "waits"],
    ["tells when the machine has had two of its intervals since the hub was deaf", hub(deafBefore), "tells"],
    ["waits until it has had them", hub({ blindEndedHeardMs: 48 * MINUTE + 1 }), "waits"],
    [
      "tells when it is overdue by as much, however lately the hub was deaf",
      hub({ heardMs: 52 * MINUTE, blindEndedHeardMs: 52 * MINUTE }),
      "tells",
    ],
    ["waits until it is", hub({ heardMs: 52 * MINUTE - 1, blindEndedHeardMs: 52 * MINUTE - 1 }), "waits"],
  ] as const)("%s", (_, change, kind) => {
    expect(decideSnoozeEnd({ ...given, ...change })).toEqual({ kind });
  });
});
