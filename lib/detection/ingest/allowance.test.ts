import { describe, expect, it } from "vitest";
import { Allowances, decideGrant } from "./allowance";

describe("decideGrant", () => {
  const full = { nowMs: 1_000, spentUntilMs: 1_000, capacity: 5, refillMs: 100 };

  it.each([
    ["a full allowance grants all it holds", full, 5, 1_500],
    ["it grants no more than that", full, 5.1, null],
    ["one unused for long holds no more", { ...full, spentUntilMs: -9_000 }, 6, null],
    ["a spent one grants what has come back", { ...full, nowMs: 1_200, spentUntilMs: 1_500 }, 2, 1_700],
    ["and no more", { ...full, nowMs: 1_199, spentUntilMs: 1_500 }, 2, null],
    ["nothing is always granted", { ...full, spentUntilMs: 1_500 }, 0, 1_500],
  ])("%s", (_, given, amount, spentUntilMs) => {
    const grant = decideGrant({ ...given, amount });
    expect(grant).toEqual(spentUntilMs === null ? { isGranted: false } : { isGranted: true, spentUntilMs });
  });
});

it("keeps an allowance for each key, and forgets the full ones", () => {
  const allowances = new Allowances({ capacity: 1, refillMs: 1_000 });
  const take = (keyId: number, nowMs: number) => allowances.take({ keyId, amount: 1, nowMs });
  expect([take(1, 0), take(1, 999), take(2, 999), take(1, 1_000)]).toEqual([true, false, true, true]);
  for (let keyId = 10; keyId < 30_000; keyId++) expect(take(keyId, keyId)).toBe(true);
  expect(take(29_999, 30_000)).toBe(false);
  expect(take(29_999, 30_999)).toBe(true);
});
