import { describe, expect, it } from "vitest";
import { decideNextAttempt, firstOfLines, type WaitingDelivery } from "./next-attempt";

const nowMs = Date.parse("2026-03-01T12:57:00Z");
const MINUTE_MS = 60_000;

/** A delivery of machine 5 to channel 1 that has failed and is retried in a minute. */
const one = (over: Partial<WaitingDelivery> = {}): WaitingDelivery => ({
  id: 10n,
  channelId: 1,
  machineId: 5,
  state: "pending",
  nextAttemptAtMs: nowMs + MINUTE_MS,
  ...over,
});

const dueLongAgo = { nextAttemptAtMs: nowMs - 44 * MINUTE_MS };

describe("when a delivery is attempted next", () => {
  it.each<[string, Partial<WaitingDelivery>, Partial<WaitingDelivery>[], number | null]>([
    ["at its own time, if nothing precedes it", {}, [], nowMs + MINUTE_MS],
    ["now, if its time has come and something else holds it up", dueLongAgo, [], nowMs],
    ["now, if a worker has it", { state: "sending" }, [], nowMs],
    ["now, if its time is unknown", { nextAttemptAtMs: null }, [], nowMs],
    [
      "now, if its time was written by a clock that was far ahead",
      { nextAttemptAtMs: nowMs + 7 * 60 * MINUTE_MS },
      [],
      nowMs,
    ],
    ["with the one that it waits behind", dueLongAgo, [{ id: 9n }], nowMs + MINUTE_MS],
    ["with the first of several", dueLongAgo, [{ id: 9n, ...dueLongAgo }, { id: 8n }], nowMs + MINUTE_MS],
    ["now, if the one before it is being sent", {}, [{ id: 9n, state: "sending" }], nowMs],
    ["without waiting for a later one", {}, [{ id: 11n, ...dueLongAgo }], nowMs + MINUTE_MS],
    ["without waiting for another machine's", dueLongAgo, [{ id: 9n, machineId: 6 }], nowMs],
    ["without waiting for another channel's", dueLongAgo, [{ id: 9n, channelId: 2 }], nowMs],
    [
      "behind one about no machine, if it is about none either",
      { machineId: null, ...dueLongAgo },
      [{ id: 9n, machineId: null }],
      nowMs + MINUTE_MS,
    ],
    ["never, if it is over", { state: "delivered" }, [], null],
    ["never, if it was given up", { state: "dead", nextAttemptAtMs: null }, [{ id: 9n }], null],
    ["never, if it has no channel any more", { channelId: null, state: "suppressed" }, [], null],
  ])("%s", (_, own, others, atMs) => {
    const delivery = one(own);
    const first = firstOfLines([delivery, ...others.map(one)]);
    expect(decideNextAttempt({ delivery, first, nowMs })).toBe(atMs);
  });
});
