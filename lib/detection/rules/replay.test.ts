import { describe, expect, it } from "vitest";
import { type Circumstances, replay } from "./replay";
import type { HistoryPart } from "./replay-readings";
import type { RuleCondition } from "./rule";

const S = 1_000;
const MINUTE = 60 * S;
const STEP = 5 * MINUTE;
const ABOVE_90: RuleCondition = {
  comparison: "above",
  threshold: 90,
  samples: 3,
  forMs: null,
  recoverMargin: 0,
};
const CALM: Circumstances = { blind: [], outages: [], disabled: [], paused: [], intervalMs: 10 * S };

type Value = number | null;

/** Samples ten seconds apart from the start. */
function raw(...values: Value[]): HistoryPart {
  const atMs = values.map((_, index) => index * 10 * S);
  return { stepMs: 0, atMs, targets: new Map([["", columns(values)]]) };
}

/** Steps of five minutes: their average, or [least, average, greatest]. */
function steps(...values: (Value | [number, number, number])[]): HistoryPart {
  const of = (index: number) =>
    values.map((value) => (Array.isArray(value) ? (value[index] ?? null) : value));
  return {
    stepMs: STEP,
    atMs: values.map((_, index) => index * STEP),
    targets: new Map([["", { min: of(0), avg: of(1), max: of(2) }]]),
  };
}

function columns(values: Value[]) {
  return { avg: values, min: values, max: values };
}

function firings({
  parts,
  rule = {},
  circumstances = {},
}: {
  parts: HistoryPart[];
  rule?: Partial<RuleCondition>;
  circumstances?: Partial<Circumstances>;
}): string[] {
  const replayed = replay({
    rule: { ...ABOVE_90, ...rule },
    parts,
    target: "",
    circumstances: { ...CALM, ...circumstances },
  });
  return replayed.map(
    ({ startedMs, resolvedMs, value }) =>
      `${startedMs / S}–${resolvedMs === null ? "" : resolvedMs / S} at ${value}`,
  );
}

describe("over samples", () => {
  const ROWS: Record<string, Parameters<typeof firings>[0] & { gives: string[] }> = {
    "nothing is wrong": { parts: [raw(10, 20, 30)], gives: [] },
    "the third sample in a row fires": { parts: [raw(91, 92, 93, 94)], gives: ["20– at 93"] },
    "the threshold itself does not count": { parts: [raw(90, 90, 90, 90)], gives: [] },
    "a sample below begins anew": { parts: [raw(91, 92, 10, 91, 92, 93)], gives: ["50– at 93"] },
    "the value back at the threshold resolves, and it may fire again": {
      parts: [raw(91, 91, 91, 90, 91, 91, 95)],
      gives: ["20–30 at 91", "60– at 95"],
    },
    "a margin keeps it open": {
      parts: [raw(91, 91, 91, 88, 85)],
      rule: { recoverMargin: 5 },
      gives: ["20–40 at 91"],
    },
    "below a threshold": {
      parts: [raw(91, 5, 4, 3, 50)],
      rule: { comparison: "below", threshold: 10 },
      gives: ["30–40 at 3"],
    },
    "a duration counts from the first sample": {
      parts: [raw(91, 91, 91, 91)],
      rule: { samples: null, forMs: 30 * S },
      gives: ["30– at 91"],
    },
    "what was not measured decides nothing": { parts: [raw(91, null, 91, 91)], gives: ["30– at 91"] },
    "a gap of more than two intervals begins anew": {
      parts: [raw(91, 91, null, null, null, 91, 91, 91)],
      gives: ["70– at 91"],
    },
    "heard time stands still while the hub is blind, so a duration goes on behind it": {
      parts: [raw(91, 91, null, null, null, null, null, 91, 91, 91)],
      rule: { samples: null, forMs: 30 * S },
      circumstances: { blind: [{ fromMs: 11 * S, toMs: 69 * S }] },
      gives: ["90– at 91"],
    },
    "what was measured while the hub was blind came as a backlog, which judges nothing": {
      parts: [raw(10, 91, 91, 91, 91, 10)],
      circumstances: { blind: [{ fromMs: 5 * S, toMs: 45 * S }] },
      gives: [],
    },
    "an outage takes what was pending": {
      parts: [raw(91, 91, null, 91, 91)],
      circumstances: { outages: [{ fromMs: 11 * S, toMs: 29 * S }] },
      gives: [],
    },
    "an outage leaves open what has fired": {
      parts: [raw(91, 91, 91, null, 91, 10)],
      circumstances: { outages: [{ fromMs: 21 * S, toMs: 39 * S }] },
      gives: ["20–50 at 91"],
    },
    "in a pause nothing fires, and what lasts longer fires at its end": {
      parts: [raw(91, 91, 91, 91, 91, 91)],
      circumstances: { paused: [{ fromMs: 5 * S, toMs: 45 * S }] },
      gives: ["50– at 91"],
    },
    "what has fired resolves in a pause too": {
      parts: [raw(91, 91, 91, 91, 10, 91)],
      circumstances: { paused: [{ fromMs: 25 * S, toMs: 60 * S }] },
      gives: ["20–40 at 91"],
    },
    "disabling the machine closes what has fired": {
      parts: [raw(91, 91, 91, null, null, 91, 91, 91)],
      circumstances: { disabled: [{ fromMs: 25 * S, toMs: 45 * S }] },
      gives: ["20–25 at 91", "70– at 91"],
    },
  };
  it.each(Object.entries(ROWS))("%s", (_, { gives, ...given }) => {
    expect(firings(given)).toEqual(gives);
  });
});

describe("over averages of five minutes", () => {
  const ROWS: Record<string, Parameters<typeof firings>[0] & { gives: string[] }> = {
    "an average above stands for all of its samples": {
      parts: [steps(10, 95, 10)],
      gives: ["590–600 at 95"],
    },
    "a spike that leaves the average below is not seen": {
      parts: [steps([10, 30, 99])],
      gives: [],
    },
    "but one sample is enough for a rule that fires at once": {
      parts: [steps(10, [10, 30, 99], 10)],
      rule: { samples: 1 },
      gives: ["300–300 at 99"],
    },
    "and so it is below a threshold": {
      parts: [steps(50, [1, 30, 60], 50)],
      rule: { samples: 1, comparison: "below", threshold: 5 },
      gives: ["300–300 at 1"],
    },
    "a duration shorter than a step is over at its end": {
      parts: [steps(10, 95, 10)],
      rule: { samples: null, forMs: 4 * MINUTE },
      gives: ["590–600 at 95"],
    },
    "a duration of two steps is over with the third": {
      parts: [steps(95, 95, 95, 10)],
      rule: { samples: null, forMs: 10 * MINUTE },
      gives: ["600–900 at 95"],
    },
    "a step without samples is a gap": {
      parts: [steps(95, null, 95, 95, 10)],
      rule: { samples: null, forMs: 10 * MINUTE },
      gives: [],
    },
    "more samples in a row than a step has": {
      parts: [steps(95, 95, 10)],
      rule: { samples: 40 },
      gives: ["390–600 at 95"],
    },
    "an agent slower than the steps leaves no gap between them": {
      parts: [steps(95, null, 95, null, 95, null)],
      circumstances: { intervalMs: 10 * MINUTE },
      gives: ["1200– at 95"],
    },
    "what began among averages ends among samples": {
      parts: [steps(95, 95), { ...raw(95, 95, 10), atMs: [600 * S, 610 * S, 620 * S] }],
      rule: { samples: null, forMs: 9 * MINUTE },
      gives: ["590–620 at 95"],
    },
  };
  it.each(Object.entries(ROWS))("%s", (_, { gives, ...given }) => {
    expect(firings(given)).toEqual(gives);
  });
});

it("resolves a target that is gone while others are there, after five minutes", () => {
  const count = 40;
  const atMs = Array.from({ length: count }, (_, index) => index * 10 * S);
  const gone = atMs.map((at) => (at <= 20 * S ? 95 : null));
  const part: HistoryPart = {
    stepMs: 0,
    atMs,
    targets: new Map([
      ["/var", columns(gone)],
      ["/", columns(atMs.map(() => 10))],
    ]),
  };
  const replayed = replay({ rule: ABOVE_90, parts: [part], target: "/var", circumstances: CALM });
  expect(replayed).toEqual([{ startedMs: 20 * S, resolvedMs: 330 * S, value: 95 }]);
});
