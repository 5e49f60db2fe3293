import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_PULSE_GAP_MS } from "./constants";
import { heardNowMs, mostHeardMs } from "./heard-now";
import { claimedUntilMs, decidePulse, type HearingProblems, type LastPulse } from "./pulse";

const previous = { monotonicMs: 1_000, hubNowMs: 50_000, mostHeardMs: 700 };
/** This long after the pulse, with the hub's row read just now. */
const later = (ms: number, heardMs = 700) => ({
  monotonicMs: 1_000 + ms,
  hub: { heardMs, nowMs: 50_000 + ms, readAtMs: 1_000 + ms },
});

describe("heardNowMs", () => {
  const rows = [
    ["before the first pulse it is not known", null, later(0), null],
    ["between pulses it continues", previous, later(400), 1_102],
    ["it continues as far as a pulse may claim", previous, later(2_998), 3_700],
    ["beyond that it is not known: others may have gone on", previous, later(2_999), null],
    ["the database knowing more proves that this process was stopped", previous, later(100, 900), null],
    [
      "a host that was suspended sees it by the database's clock",
      previous,
      { ...later(100), hub: { heardMs: 700, nowMs: 52_000, readAtMs: 1_100 } },
      2_702,
    ],
    [
      "waiting for locks counts",
      previous,
      { monotonicMs: 1_900, hub: { heardMs: 700, nowMs: 50_100, readAtMs: 1_100 } },
      1_602,
    ],
    [
      "no pulse adds more than three seconds to what the database said",
      { ...previous, mostHeardMs: 3_600 },
      later(1_000),
      3_700,
    ],
  ] as const;
  it.each(rows)("%s", (_, memory, given, expected) => {
    expect(heardNowMs({ previous: memory, ...given })).toBe(expected);
  });
});

describe("mostHeardMs", () => {
  const rows = [
    ["alone, it is what the database says", [], 5_000],
    ["another may claim what has passed since its pulse", [{ heardMs: 5_000, ageMs: 400 }], 5_402],
    ["even if it has claimed less before", [{ heardMs: 4_800, ageMs: 400 }], 5_202],
    ["one that heard time has overtaken adds nothing", [{ heardMs: 1_000, ageMs: 400 }], 5_000],
    [
      "the one that may claim most counts",
      [
        { heardMs: 5_000, ageMs: 100 },
        { heardMs: 4_900, ageMs: 900 },
      ],
      5_802,
    ],
    ["nobody claims more than three seconds", [{ heardMs: 5_000, ageMs: 60_000 }], 8_000],
    ["after the clock was set back, anything is possible", [{ heardMs: 5_000, ageMs: -60_000 }], 8_000],
  ] as const;
  it.each(rows)("%s", (_, others, expected) => {
    expect(mostHeardMs({ heardMs: 5_000, others })).toBe(expected);
  });
});

const QUIET = { refusedCount: 0, isRefusing: false, databaseFailures: 0, listenerFailures: 0, freezes: 0 };

/** Three ingest processes with clocks of their own, and a database: what they do is decided by the product's code. */
class Hub {
  realMs = 0;
  heardMs = 0;
  private pulsedAtMs: number | null = null;
  private readonly memories: (LastPulse | null)[] = [null, null, null];
  private readonly rows = new Map<number, { heardMs: number; pulsedAtMs: number }>();

  private get nowMs(): number {
    return Math.floor(this.realMs);
  }
  private monotonicMs(web: number): number {
    return this.realMs + 1_000_000 * web + 0.3 * web;
  }
  private othersOf(web: number) {
    return [...this.rows].flatMap(([id, { heardMs, pulsedAtMs }]) =>
      id === web ? [] : [{ heardMs, ageMs: this.nowMs - pulsedAtMs }],
    );
  }

  /** The process is killed, and another starts in its place. */
  restart(web: number): void {
    this.memories[web] = null;
  }

  pulse(web: number, trouble: HearingProblems): void {
    const others = this.othersOf(web);
    const monotonicMs = this.monotonicMs(web);
    const previous = this.memories[web] ?? null;
    const decision = decidePulse({
      previous,
      monotonicMs,
      wallMs: this.realMs,
      hub: { heardMs: this.heardMs, pulsedAtMs: this.pulsedAtMs, nowMs: this.nowMs },
      othersAlive: others.filter(({ ageMs }) => ageMs <= MAX_PULSE_GAP_MS).length,
      trouble,
    });
    const { heardMs } = decision;
    this.heardMs = heardMs;
    this.pulsedAtMs = this.nowMs;
    this.rows.set(web, { heardMs, pulsedAtMs: this.nowMs });
    this.memories[web] = {
      ...{ wallMs: this.realMs, hubNowMs: this.nowMs, heardMs, nextDeadlineMs: null },
      monotonicMs: claimedUntilMs({ previous, decision, monotonicMs }),
      mostHeardMs: mostHeardMs({ heardMs, others }),
    };
  }

  /** Heard time from which a report that comes now counts. */
  report(web: number): number {
    const monotonicMs = this.monotonicMs(web);
    const hub = { heardMs: this.heardMs, nowMs: this.nowMs, readAtMs: monotonicMs };
    return (
      heardNowMs({ previous: this.memories[web] ?? null, monotonicMs, hub }) ??
      mostHeardMs({ heardMs: this.heardMs, others: this.othersOf(web) })
    );
  }
}

type Step = { web: number; passedMs: number; what: "pulse" | "report" | "refused" | "restart" };

/** A pulse leaves nearly a millisecond to the next one, and another process reads its age nearly a millisecond too short. */
const BOTH_GRAINS: Step[] = [
  { web: 0, passedMs: 1_000.1, what: "pulse" },
  { web: 0, passedMs: 10.95, what: "pulse" },
  { web: 1, passedMs: 9.9, what: "report" },
  { web: 0, passedMs: 0.16, what: "pulse" },
];

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    web: fc.nat(2),
    // Mostly within a pulse, sometimes a freeze.
    passedMs: fc.oneof(
      { weight: 8, arbitrary: fc.double({ min: 0, max: 700, noNaN: true }) },
      { weight: 1, arbitrary: fc.double({ min: 0, max: 7_000, noNaN: true }) },
    ),
    what: fc.oneof(
      { weight: 6, arbitrary: fc.constant("pulse" as const) },
      { weight: 6, arbitrary: fc.constant("report" as const) },
      { weight: 1, arbitrary: fc.constant("refused" as const) },
      { weight: 1, arbitrary: fc.constant("restart" as const) },
    ),
  }),
  { maxLength: 80 },
);

describe("a deadline, whatever ingest process takes the report", () => {
  it("never comes early, and never more than three seconds late", () => {
    fc.assert(
      fc.property(steps, (list) => {
        const hub = new Hub();
        const reports: { atMs: number; countsFromMs: number }[] = [];
        for (const { web, passedMs, what } of list) {
          hub.realMs += passedMs;
          if (what === "restart") hub.restart(web);
          if (what === "pulse") hub.pulse(web, QUIET);
          if (what === "refused") hub.pulse(web, { ...QUIET, refusedCount: 1 });
          if (what === "report") {
            const countsFromMs = hub.report(web);
            expect(countsFromMs).toBeLessThanOrEqual(hub.heardMs + MAX_PULSE_GAP_MS);
            reports.push({ atMs: hub.realMs, countsFromMs });
          }
          // Heard time since a report is never more than the real time since it.
          for (const { atMs, countsFromMs } of reports)
            expect(hub.heardMs - countsFromMs).toBeLessThanOrEqual(hub.realMs - atMs + 1e-6);
        }
      }),
      { numRuns: 3_000, examples: [[BOTH_GRAINS]] },
    );
  });
});
