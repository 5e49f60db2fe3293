import { expect, it } from "vitest";
import { decideToken, type TokenState } from "./decide";

const NOW = new Date("2026-11-25T12:00:00Z");
const at = (offsetMs: number) => new Date(NOW.getTime() + offsetMs);
const current = (shouldTouch: boolean): TokenState => ({ kind: "current", shouldTouch });

it.each<[string, Date | null, Date | null, TokenState]>([
  [
    "a token without an expiry that was never used is valid, and its use is recorded",
    null,
    null,
    current(true),
  ],
  ["one that ends in a millisecond is valid", at(1), at(0), current(false)],
  ["one that ends now has expired", at(0), at(0), { kind: "over" }],
  ["one that ended earlier has expired", at(-1), null, { kind: "over" }],
  ["a use 59 s after the last is not recorded again", null, at(-59_999), current(false)],
  ["a use a minute after the last is recorded", null, at(-60_000), current(true)],
  ["a use is recorded if the last one is in the future", null, at(60_000), current(true)],
])("%s", (_name, expiresAt, lastUsedAt, state) => {
  expect(decideToken({ token: { expiresAt, lastUsedAt }, now: NOW })).toEqual(state);
});
