import { expect, it } from "vitest";
import { decideSession } from "./session-lifetime";

const now = new Date("2026-03-01T12:00:00Z");
const at = (offsetMs: number) => new Date(now.getTime() + offsetMs);

it.each([
  ["used just now", { lastUsedAt: at(0), expiresAt: at(1) }, { kind: "current", shouldTouch: false }],
  [
    "used just under a minute ago",
    { lastUsedAt: at(-59_999), expiresAt: at(1) },
    { kind: "current", shouldTouch: false },
  ],
  [
    "used a minute ago",
    { lastUsedAt: at(-60_000), expiresAt: at(1) },
    { kind: "current", shouldTouch: true },
  ],
  [
    "last used in the future, because the clock was set back",
    { lastUsedAt: at(3_600_000), expiresAt: at(1) },
    { kind: "current", shouldTouch: true },
  ],
  ["at the instant it expires", { lastUsedAt: at(-1), expiresAt: at(0) }, { kind: "over" }],
  ["expired", { lastUsedAt: at(-1), expiresAt: at(-1) }, { kind: "over" }],
])("a session %s", (_name, session, expected) => {
  expect(decideSession({ session, now })).toEqual(expected);
});
