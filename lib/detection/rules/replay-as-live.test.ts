import fc from "fast-check";
import { expect, it } from "vitest";
import { forEachFigure } from "@/lib/heartbeat/report/figures";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { GONE, gapAfterMs, judge } from "./judge";
import { fits } from "./pattern";
import { forEachReading } from "./readings";
import { replay } from "./replay";
import type { HistoryPart } from "./replay-readings";
import type { RuleCondition, RuleState } from "./rule";

const INTERVAL_MS = 10_000;
const GAP_MS = gapAfterMs(INTERVAL_MS);
const MOUNTS = ["/", "/var"];
const METRIC = { metric: "filesystem.used_pct", target: "/v*" };

/** What happens until the next sample, and what that one says of each mount; undefined: it does not list it. */
type Moment = {
  pass: "interval" | "gap" | "blind" | "outage";
  used: (number | undefined)[];
};

const percent = fc.option(fc.constantFrom(10, 85, 89, 90, 91, 99), { nil: undefined, freq: 6 });
const moments = fc.array(
  fc.record<Moment>({
    pass: fc.oneof(
      { weight: 12, arbitrary: fc.constant("interval" as const) },
      { weight: 1, arbitrary: fc.constantFrom("gap" as const, "blind" as const, "outage" as const) },
    ),
    used: fc.tuple(percent, percent),
  }),
  { maxLength: 120 },
);
const rules = fc.record<RuleCondition>({
  comparison: fc.constantFrom("above", "below"),
  threshold: fc.constant(90),
  samples: fc.constantFrom(1, 2, 3, null),
  forMs: fc.constantFrom(0, 20_000, 60_000),
  recoverMargin: fc.constantFrom(0, 5),
});

const SPANS = { interval: INTERVAL_MS, gap: 60_000, blind: 300_000, outage: 300_000 };

/** As ingest does it: report by report, in heard time that is counted as it passes. */
function live(rule: RuleCondition, stream: readonly Moment[]): string[] {
  const states = new Map<string, RuleState>();
  const told: string[] = [];
  let [heardMs, atMs] = [0, 0];
  const see = (target: string, reading: number | null | typeof GONE) => {
    const judged = judge({
      rule,
      reading,
      state: states.get(target) ?? null,
      heardMs,
      gapMs: GAP_MS,
      isPaused: false,
    });
    if (judged.kind === "fires") told.push(`${atMs} ${target} fires at ${judged.value}`);
    if (judged.kind === "resolves") told.push(`${atMs} ${target} resolves`);
    if ("state" in judged) states.set(target, judged.state);
    else states.delete(target);
  };
  for (const { pass, used } of stream) {
    atMs += SPANS[pass];
    // It heard for an interval more, and then nothing until the sample.
    heardMs += pass === "blind" ? INTERVAL_MS : SPANS[pass];
    if (pass === "outage") for (const [target, state] of states) if (!state.isOpen) states.delete(target);
    const filesystems = MOUNTS.flatMap((mount, index) => {
      const used_pct = used[index];
      return used_pct === undefined ? [] : [{ mount, used_pct, total_bytes: null }];
    });
    const sample = {
      sampledAtMs: atMs,
      figures: forEachFigure(() => null),
      boot: null,
      details: filesystems.length === 0 ? null : { filesystems },
    };
    const report = { ...PROOF_OF_LIFE, sample };
    const seen = new Set<string>();
    const isListed = forEachReading(
      METRIC,
      { report, previous: null, pctPerHour: new Map() },
      (target, value) => {
        seen.add(target);
        see(target, value);
      },
    );
    if (isListed) for (const target of [...states.keys()]) if (!seen.has(target)) see(target, GONE);
  }
  return told.sort();
}

/** The same from what history keeps of it. */
function replayed(rule: RuleCondition, stream: readonly Moment[]): string[] {
  const atMs: number[] = [];
  const [blind, outages]: { fromMs: number; toMs: number }[][] = [[], []];
  let now = 0;
  for (const { pass } of stream) {
    const before = now;
    now += SPANS[pass];
    if (pass === "blind") blind?.push({ fromMs: before + INTERVAL_MS, toMs: now });
    // From the last report to the one that ends it.
    if (pass === "outage") outages?.push({ fromMs: before, toMs: now });
    atMs.push(now);
  }
  const targets = MOUNTS.map((mount, index) => {
    const values = stream.map(({ used }) => used[index] ?? null);
    return [mount, { avg: values, min: values, max: values }] as const;
  });
  const part: HistoryPart = { stepMs: 0, atMs, targets: new Map(targets) };
  const circumstances = {
    blind: blind ?? [],
    outages: outages ?? [],
    disabled: [],
    paused: [],
    intervalMs: INTERVAL_MS,
  };
  return MOUNTS.filter((mount) => fits(METRIC.target, mount))
    .flatMap((target) =>
      replay({ rule, parts: [part], target, circumstances }).flatMap(({ startedMs, resolvedMs, value }) => [
        `${startedMs} ${target} fires at ${value}`,
        ...(resolvedMs === null ? [] : [`${resolvedMs} ${target} resolves`]),
      ]),
    )
    .sort();
}

it("fires and resolves with the same samples as the judge of ingest", () => {
  let fired = 0;
  fc.assert(
    fc.property(rules, moments, (given, stream) => {
      const rule = given.samples === null ? given : { ...given, forMs: null };
      const expected = live(rule, stream);
      fired += expected.length;
      expect(replayed(rule, stream)).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
  expect(fired).toBeGreaterThan(1_000);
});
