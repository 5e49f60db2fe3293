import { describe, expect, it } from "vitest";
import { GONE, GONE_AFTER_MS, gapAfterMs, isMet, type Judgement, judge, type Reading } from "./judge";
import type { RuleCondition, RuleState } from "./rule";

const GAP_MS = gapAfterMs(10_000);
const above = (over: Partial<RuleCondition> = {}): RuleCondition => ({
  comparison: "above",
  threshold: 90,
  samples: 3,
  forMs: null,
  recoverMargin: 0,
  ...over,
});
const pending = (over: Partial<RuleState> = {}): RuleState => ({
  sinceMs: 100_000,
  samples: 2,
  judgedMs: 110_000,
  missingSinceMs: null,
  isOpen: false,
  ...over,
});
const open = (over: Partial<RuleState> = {}): RuleState => pending({ samples: 3, isOpen: true, ...over });
const decide = (given: {
  rule?: RuleCondition;
  reading: Reading;
  state?: RuleState | null;
  heardMs?: number;
  isPaused?: boolean;
}): Judgement =>
  judge({ rule: above(), state: null, heardMs: 120_000, gapMs: GAP_MS, isPaused: false, ...given });

it("takes two report intervals and a moment for a gap", () => {
  expect(gapAfterMs(10_000)).toBe(21_000);
});

describe("isMet", () => {
  it.each([
    ["above: a value over the threshold", above(), 90.1, true],
    ["above: the threshold itself is not", above(), 90, false],
    ["below: a value under the threshold", above({ comparison: "below", threshold: 10 }), 9.9, true],
    ["below: the threshold itself is not", above({ comparison: "below", threshold: 10 }), 10, false],
  ])("%s", (_, rule, value, met) => {
    expect(isMet(rule, value)).toBe(met);
  });
});

describe("judge, during a pause", () => {
  it.each([
    ["what would fire waits", { state: pending(), reading: 95 }, "pending"],
    ["what is back is dropped", { state: pending(), reading: 50 }, "dropped"],
    ["what has fired stays", { state: open(), reading: 95 }, "stays"],
    ["what has fired resolves", { state: open(), reading: 50 }, "resolves"],
  ] as const)("%s", (_, given, kind) => {
    expect(decide({ ...given, isPaused: true }).kind).toBe(kind);
  });

  it("fires what has lasted, as soon as it is over", () => {
    const waiting = decide({ state: pending(), reading: 95, isPaused: true });
    expect(waiting).toMatchObject({ kind: "pending", state: { samples: 3 } });
    if (waiting.kind !== "pending") throw new Error("it did not wait");
    expect(decide({ state: waiting.state, reading: 95, heardMs: 130_000 }).kind).toBe("fires");
  });
});

describe("judge, while nothing was wrong", () => {
  it.each([
    ["nothing is wrong", { reading: 50 }, "nothing"],
    ["nothing was measured", { reading: null }, "nothing"],
    ["the target is gone", { reading: GONE }, "nothing"],
    ["the first of three samples", { reading: 95 }, "pending"],
    ["the only sample that is needed", { rule: above({ samples: 1 }), reading: 95 }, "fires"],
    ["a duration begins", { rule: above({ samples: null, forMs: 60_000 }), reading: 95 }, "pending"],
  ] as const)("%s", (_, given, kind) => {
    expect(decide(given).kind).toBe(kind);
  });

  it("counts from the sample that met the condition first", () => {
    expect(decide({ reading: 95 })).toEqual({
      kind: "pending",
      state: { sinceMs: 120_000, samples: 1, judgedMs: 120_000, missingSinceMs: null, isOpen: false },
    });
  });
});

describe("judge, while the condition is met, not yet for long enough", () => {
  const lasting = above({ samples: null, forMs: 20_000 });
  it.each([
    ["fires with the third sample in a row", { reading: 95 }, "fires"],
    ["waits with the second", { reading: 95, state: pending({ samples: 1 }) }, "pending"],
    ["drops it when the value is back", { reading: 90 }, "dropped"],
    ["drops it when the target is gone", { reading: GONE }, "dropped"],
    ["waits when nothing was measured", { reading: null }, "pending"],
    ["drops it when nothing was measured for a gap", { reading: null, heardMs: 131_001 }, "dropped"],
    ["fires at the end of the gap that is allowed", { reading: 95, heardMs: 131_000 }, "fires"],
    ["begins anew after a longer one", { reading: 95, heardMs: 131_001 }, "pending"],
    ["fires at the very moment its duration is over", { rule: lasting, reading: 95 }, "fires"],
    ["waits a millisecond before that", { rule: lasting, reading: 95, heardMs: 119_999 }, "pending"],
    ["waits when heard time stood still", { rule: lasting, reading: 95, heardMs: 110_000 }, "pending"],
  ] as const)("%s", (_, given, kind) => {
    expect(decide({ state: pending(), ...given }).kind).toBe(kind);
  });

  it("forgets what was before a gap", () => {
    expect(decide({ reading: 95, state: pending(), heardMs: 131_001 })).toMatchObject({
      state: { sinceMs: 131_001, samples: 1 },
    });
  });

  it("says since when and with which value it fires", () => {
    expect(decide({ reading: 97, state: pending() })).toEqual({
      kind: "fires",
      value: 97,
      state: { sinceMs: 100_000, samples: 3, judgedMs: 120_000, missingSinceMs: null, isOpen: true },
    });
  });

  it("leaves the state as it is when nothing was measured", () => {
    expect(decide({ reading: null, state: pending() })).toEqual({ kind: "pending", state: pending() });
  });
});

describe("judge, after it has fired", () => {
  const margin = above({ recoverMargin: 5 });
  const below = above({ comparison: "below", threshold: 10, recoverMargin: 5 });
  it.each([
    ["stays while the condition is met", { reading: 95 }, "stays"],
    ["resolves with the first sample that is back", { reading: 90 }, "resolves"],
    ["resolves after a gap, however long", { reading: 90, heardMs: 99_000_000 }, "resolves"],
    ["stays after a gap, and does not fire again", { reading: 95, heardMs: 99_000_000 }, "stays"],
    ["stays within the margin", { rule: margin, reading: 85.1 }, "stays"],
    ["resolves at the margin", { rule: margin, reading: 85 }, "resolves"],
    ["below: stays within the margin", { rule: below, reading: 14.9 }, "stays"],
    ["below: resolves at the margin", { rule: below, reading: 15 }, "resolves"],
    ["stays when nothing was measured", { reading: null, heardMs: 99_000_000 }, "stays"],
    ["stays when its target is missing", { reading: GONE }, "stays"],
  ] as const)("%s", (_, given, kind) => {
    expect(decide({ state: open(), ...given }).kind).toBe(kind);
  });

  const missing = open({ missingSinceMs: 115_000 });
  it.each([
    ["notes when the target was first missing", { reading: GONE, state: open() }, 120_000],
    ["keeps that moment", { reading: GONE, state: missing }, 115_000],
    ["forgets it when the target is there again", { reading: 95, state: missing }, null],
    ["keeps it when nothing was measured", { reading: null, state: missing }, 115_000],
  ] as const)("%s", (_, given, missingSinceMs) => {
    expect(decide(given)).toMatchObject({ kind: "stays", state: { missingSinceMs } });
  });

  it.each([
    ["resolves when its target has been gone for long enough", GONE_AFTER_MS, "resolves"],
    ["waits a millisecond before that", GONE_AFTER_MS - 1, "stays"],
  ] as const)("%s", (_, forMs, kind) => {
    expect(decide({ reading: GONE, state: missing, heardMs: 115_000 + forMs }).kind).toBe(kind);
  });

  it("says with which value it is back, or that its target is gone", () => {
    expect(decide({ reading: 12, state: open() })).toEqual({
      kind: "resolves",
      resolution: "recovered",
      value: 12,
    });
    expect(decide({ reading: GONE, state: missing, heardMs: 99_000_000 })).toEqual({
      kind: "resolves",
      resolution: "target_gone",
      value: null,
    });
  });
});
