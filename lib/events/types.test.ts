import { describe, expect, it } from "vitest";
import {
  CHOSEN_EVENT_TYPES,
  chosenFor,
  EVENT_TYPES,
  EVENTS,
  eventTypeOf,
  followsOpening,
  isAlertEvent,
  isNotice,
  isOutageEvent,
  OPENING_EVENT_TYPES,
  partOf,
} from "./types";

describe("the table of events", () => {
  it("has at most one event for each part of each kind of incident", () => {
    const parts = Object.values(EVENTS).flatMap((event) =>
      event.about === "incident" ? [`${event.kind} ${event.part}`] : [],
    );
    expect(parts).toHaveLength(new Set(parts).size);
  });

  it("has an opening event for every reminder and closing event", () => {
    for (const event of Object.values(EVENTS))
      if (event.about === "incident") expect(eventTypeOf({ kind: event.kind, part: "opens" })).not.toBeNull();
  });

  it.each([
    ["machine.offline", "opens", false],
    ["machine.online", "closes", true],
    ["machine.still_offline", "reminds", true],
    ["alert.firing", "opens", false],
    ["alert.resolved", "closes", true],
    ["alert.still_firing", "reminds", true],
    ["hub.deaf", null, false],
    ["hub.heard", null, false],
    ["channel.failed", null, false],
    ["machine.cloned", null, false],
    ["test", null, false],
  ] as const)("%s: part %s, follows an opening event: %s", (type, part, follows) => {
    expect([partOf(type), followsOpening(type)]).toEqual([part, follows]);
  });

  it("sorts events by what they are about", () => {
    expect(EVENT_TYPES.filter(isOutageEvent)).toEqual([
      "machine.offline",
      "machine.online",
      "machine.still_offline",
    ]);
    expect(EVENT_TYPES.filter(isAlertEvent)).toEqual([
      "alert.firing",
      "alert.resolved",
      "alert.still_firing",
    ]);
    expect(EVENT_TYPES.filter(isNotice)).toEqual([
      "hub.deaf",
      "hub.heard",
      "channel.failed",
      "machine.cloned",
    ]);
    expect(OPENING_EVENT_TYPES).toEqual(["machine.offline", "alert.firing"]);
  });

  it("lets a channel choose everything but reminders, which come with their opening event", () => {
    expect(EVENT_TYPES.filter((type) => !CHOSEN_EVENT_TYPES.some((chosen) => chosen === type))).toEqual([
      "machine.still_offline",
      "alert.still_firing",
    ]);
    expect(chosenFor("machine.still_offline")).toBe("machine.offline");
    expect(chosenFor("alert.still_firing")).toBe("alert.firing");
    expect(chosenFor("machine.online")).toBe("machine.online");
  });

  it("finds no event for a kind that there is not", () => {
    expect(eventTypeOf({ kind: "unheard of", part: "opens" })).toBeNull();
  });
});
