import { describe, expect, it } from "vitest";
import { SETTLE_MS, Steadiness } from "./steadiness";

const OK = { tookMs: 5, hasFailed: false };
type Claim = { afterMs: number; tookMs?: number; hasFailed?: boolean };

/** Claims one after the other; returns whether the worker is steady `laterMs` after the last. */
function isSteadyAfter(claims: readonly Claim[], laterMs: number): boolean {
  const steadiness = new Steadiness();
  let nowMs = 1_000_000;
  for (const { afterMs, tookMs, hasFailed } of claims.map((claim) => ({ ...OK, ...claim }))) {
    nowMs += afterMs;
    steadiness.begin(nowMs);
    const startedMs = nowMs;
    nowMs += tookMs;
    steadiness.end({ startedMs, nowMs, hasFailed });
  }
  return steadiness.isSteady(nowMs + laterMs);
}

describe("a worker", () => {
  it.each([
    ["that has just started is steady", [], 0, true],
    ["that claims every second is steady", [{ afterMs: 0 }, { afterMs: 1_000 }, { afterMs: 1_000 }], 0, true],
    ["whose claim has just failed is not", [{ afterMs: 0, hasFailed: true }], 0, false],
    ["nor just before it has settled", [{ afterMs: 0, hasFailed: true }], SETTLE_MS - 1, false],
    ["but then it is", [{ afterMs: 0, hasFailed: true }], SETTLE_MS, true],
    ["that had to wait for a lock is not", [{ afterMs: 0, tookMs: 1_001 }], 0, false],
    ["that was frozen is not", [{ afterMs: 0 }, { afterMs: 3_001 }], 0, false],
    ["that was merely busy is", [{ afterMs: 0 }, { afterMs: 3_000, tookMs: 1_000 }], 0, true],
  ] as const)("%s", (_, claims, laterMs, expected) => {
    expect(isSteadyAfter(claims, laterMs)).toBe(expected);
  });
});
