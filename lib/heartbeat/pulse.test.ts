import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { claimedUntilMs, decidePulse } from "./pulse";

const previous = { monotonicMs: 1_000, wallMs: 50_000, heardMs: 700 };
const quiet = {
  refusedCount: 0,
  isRefusing: false,
  databaseFailures: 0,
  listenerFailures: 0,
  freezes: 0,
};
const usual = {
  previous,
  monotonicMs: 2_000,
  wallMs: 51_000,
  hub: { heardMs: 700, pulsedAtMs: 50_000, nowMs: 51_000 },
  othersAlive: 0,
  trouble: quiet,
};
const afterGap = (ms: number) => ({
  monotonicMs: 1_000 + ms,
  wallMs: 50_000 + ms,
  hub: { heardMs: 700, pulsedAtMs: 50_000, nowMs: 50_000 + ms },
});
const blind = (cause: string) => ({ kind: "blind", heardMs: 700, cause, startedAtMs: 50_000 });

describe("decidePulse", () => {
  const rows = [
    ["a second after the last pulse, the second was heard", {}, { kind: "heard", heardMs: 1_700 }],
    ["three seconds are heard", afterGap(3_000), { kind: "heard", heardMs: 3_700 }],
    ["a millisecond more is a freeze", afterGap(3_001), blind("frozen")],
    [
      "the hub's time never goes back to that of this ingest process",
      { hub: { ...usual.hub, heardMs: 9_000 } },
      { kind: "heard", heardMs: 9_000 },
    ],
    [
      "a new ingest process after a stop claims nothing",
      { ...afterGap(60_000), previous: null },
      blind("down"),
    ],
    [
      "a new ingest process beside one that can hear is covered",
      { previous: null, othersAlive: 1 },
      { kind: "covered", heardMs: 700 },
    ],
    [
      "a frozen ingest process beside one that can hear is covered",
      { ...afterGap(9_000), othersAlive: 1 },
      { kind: "covered", heardMs: 700 },
    ],
    [
      "the very first pulse of an installation missed nothing",
      { previous: null, hub: { heardMs: 0, pulsedAtMs: null, nowMs: 1 } },
      { kind: "heard", heardMs: 0 },
    ],
    [
      "the database is blamed if it did not store a pulse",
      { ...afterGap(9_000), trouble: { ...quiet, databaseFailures: 2 } },
      blind("database"),
    ],
    [
      "a frozen process is blamed on the freeze, although the database aborted its write",
      { ...afterGap(9_000), trouble: { ...quiet, databaseFailures: 1, isRefusing: true, freezes: 1 } },
      blind("frozen"),
    ],
    [
      "the listener is blamed if it did not answer",
      { ...afterGap(9_000), trouble: { ...quiet, listenerFailures: 2 } },
      blind("listener"),
    ],
    [
      "a second in which agents were refused does not count as heard",
      { trouble: { ...quiet, refusedCount: 1 } },
      blind("refused"),
    ],
    [
      "the database is blamed if it stored no reports, although it stores this pulse",
      { trouble: { ...quiet, refusedCount: 1, databaseFailures: 1 } },
      blind("database"),
    ],
    [
      "nor does the time after it, until a report is stored again",
      { trouble: { ...quiet, isRefusing: true } },
      blind("refused"),
    ],
    [
      "one lost pulse within three seconds loses nothing",
      { ...afterGap(2_000), trouble: { ...quiet, databaseFailures: 1 } },
      { kind: "heard", heardMs: 2_700 },
    ],
    [
      "nor do a freeze and a failed write within them",
      { ...afterGap(3_000), trouble: { ...quiet, databaseFailures: 1, freezes: 1 } },
      { kind: "heard", heardMs: 3_700 },
    ],
    [
      "a wall clock that jumps by three seconds is still trusted",
      { wallMs: 54_000 },
      { kind: "heard", heardMs: 1_700 },
    ],
    ["a wall clock that jumps ahead is not trusted", { wallMs: 7_251_000 }, blind("clock")],
    [
      "a wall clock that jumps back is not trusted, and no interval ends before it began",
      { wallMs: -7_149_000, hub: { heardMs: 700, pulsedAtMs: 50_000, nowMs: -7_149_000 } },
      { kind: "blind", heardMs: 700, cause: "clock", startedAtMs: -7_150_000 },
    ],
  ] as const;
  it.each(rows)("%s", (_, given, expected) => {
    expect(decidePulse({ ...usual, ...given })).toEqual(expected);
  });

  it("never lets several ingest processes together outrun real time, and never goes back", () => {
    // Each step: which of three ingest processes pulses, and how much real time has passed.
    const steps = fc.array(
      fc.record({
        web: fc.nat(2),
        passedMs: fc.oneof(fc.nat(5_000), fc.double({ min: 0, max: 700, noNaN: true })),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (list) => {
        const memories: (typeof previous | null)[] = [null, null, null];
        let realMs = 0;
        let heardMs = 0;
        for (const { web, passedMs } of list) {
          realMs += passedMs;
          // Every process has its own monotonic clock.
          const monotonicMs = realMs + web * 1_000_000;
          const hub = { heardMs, pulsedAtMs: null, nowMs: realMs };
          const previous = memories[web] ?? null;
          const decision = decidePulse({
            ...usual,
            previous,
            monotonicMs,
            wallMs: realMs,
            hub,
          });
          expect(decision.heardMs).toBeGreaterThanOrEqual(heardMs);
          expect(decision.heardMs).toBeLessThanOrEqual(realMs + 1e-6);
          heardMs = decision.heardMs;
          memories[web] = {
            monotonicMs: claimedUntilMs({ previous, decision, monotonicMs }),
            wallMs: realMs,
            heardMs,
          };
        }
      }),
    );
  });
});

describe("claimedUntilMs", () => {
  const heard = (heardMs: number) => ({ kind: "heard" as const, heardMs });
  it.each([
    ["the very first pulse claims up to now", null, heard(700), 1_050.9, 1_050.9],
    ["the rest of a millisecond is left to the next pulse", previous, heard(750), 1_050.9, 1_050],
    ["whole milliseconds leave nothing", previous, heard(750), 1_050, 1_050],
    [
      "what another ingest process has claimed beyond that counts up to now",
      previous,
      heard(900),
      1_050.9,
      1_050.9,
    ],
    [
      "a pulse that may claim nothing leaves nothing",
      previous,
      { kind: "covered" as const, heardMs: 750 },
      1_050.9,
      1_050.9,
    ],
  ])("%s", (_, before, decision, monotonicMs, expected) => {
    expect(claimedUntilMs({ previous: before, decision, monotonicMs })).toBe(expected);
  });

  it("lets heard time keep up with real time, however often a pulse comes", () => {
    let [before, monotonicMs] = [previous, previous.monotonicMs];
    for (let i = 0; i < 1_000; i++) {
      monotonicMs += 50.9;
      const wallMs = before.wallMs + 51;
      const hub = { heardMs: before.heardMs, pulsedAtMs: before.wallMs, nowMs: wallMs };
      const decision = decidePulse({ ...usual, previous: before, monotonicMs, wallMs, hub });
      before = {
        monotonicMs: claimedUntilMs({ previous: before, decision, monotonicMs }),
        wallMs,
        heardMs: decision.heardMs,
      };
    }
    expect(before.heardMs - previous.heardMs).toBeGreaterThan(50_898);
  });
});
