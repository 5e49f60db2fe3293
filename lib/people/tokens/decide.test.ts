import { expect, it } from "vitest";
import { decideToken, type TokenState } from "./decide";

const NOW = new Date("2026-11-25T12:00:00Z");
const at = (offsetMs: number) => new Date(NOW.getTime() + offsetMs);
const current = (shouldTouch: boolean): TokenState => ({ kind: "current", shouldTouch });

it.each<[string, Date | null, Date | null, TokenState]>([
  ["a token without an end that was never used is good, and its use is written", null, null, current(true)],
  ["one that ends in a millisecond is good", at(1), at(0), current(false)],
  ["one that ends now is over", at(0), at(0), { kind: "over" }],
  ["one that ended is over", at(-1), null, { kind: "over" }],
  ["one that was used 59 s ago is not written again", null, at(-59_999), current(false)],
  ["one that was used a minute ago is written again", null, at(-60_000), current(true)],
  ["one whose last use lies in the future is written again", null, at(60_000), current(true)],
])("%s", (_name, expiresAt, lastUsedAt, state) => {
  expect(decideToken({ token: { expiresAt, lastUsedAt }, now: NOW })).toEqual(state);
});
