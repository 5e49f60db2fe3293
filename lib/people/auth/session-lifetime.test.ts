import { describe, expect, it } from "vitest";
import { decideSession, endOfSession, SESSION_MAX_MS, surplusSessions } from "./session-lifetime";

const DAY_MS = 86_400_000;
const now = new Date("2026-03-01T12:00:00Z");
const at = (offsetMs: number) => new Date(now.getTime() + offsetMs);

const created = { createdAt: at(-DAY_MS) };
const expiresAt = at(30 * DAY_MS);

it.each([
  [
    "used just now",
    { lastUsedAt: at(0), expiresAt: at(1) },
    { kind: "current", shouldTouch: false, expiresAt },
  ],
  [
    "used just under a minute ago",
    { lastUsedAt: at(-59_999), expiresAt: at(1) },
    { kind: "current", shouldTouch: false, expiresAt },
  ],
  [
    "used a minute ago",
    { lastUsedAt: at(-60_000), expiresAt: at(1) },
    { kind: "current", shouldTouch: true, expiresAt },
  ],
  [
    "last used in the future, because the clock was set back",
    { lastUsedAt: at(3_600_000), expiresAt: at(1) },
    { kind: "current", shouldTouch: true, expiresAt },
  ],
  ["at the instant it expires", { lastUsedAt: at(-1), expiresAt: at(0) }, { kind: "over" }],
  ["expired", { lastUsedAt: at(-1), expiresAt: at(-1) }, { kind: "over" }],
  [
    "signed in almost 90 days ago, whose end no use puts off",
    { createdAt: at(1 - SESSION_MAX_MS), lastUsedAt: at(-60_000), expiresAt: at(DAY_MS) },
    { kind: "current", shouldTouch: true, expiresAt: at(1) },
  ],
  [
    "signed in 90 days ago, however much it is used",
    { createdAt: at(-SESSION_MAX_MS), lastUsedAt: at(-1), expiresAt: at(DAY_MS) },
    { kind: "over" },
  ],
])("a session %s", (_name, session, expected) => {
  expect(decideSession({ session: { ...created, ...session }, now })).toEqual(expected);
});

it.each([
  ["30 days after its last use", -DAY_MS, 30 * DAY_MS],
  ["90 days after the sign-in, if that comes first", -70 * DAY_MS, 20 * DAY_MS],
])("a session ends %s", (_name, createdMs, expectedMs) => {
  expect(endOfSession({ createdAt: at(createdMs), now })).toEqual(at(expectedMs));
});

describe("one session too many ends", () => {
  const opened = (id: string, createdMs: number, lastUsedMs: number) => ({
    id,
    createdAt: at(createdMs),
    lastUsedAt: at(lastUsedMs),
  });
  const browser = opened("a browser in use", -9_000, -100);
  const idle = opened("an idle browser", -9_000, -8_000);
  const script = opened("one that was never used again", -50, -50);
  const older = opened("an older one that was never used again", -60, -60);

  it.each([
    ["none while there is room", [browser, idle], 3, []],
    ["the one that was never used after the sign-in", [browser, script, idle], 3, [script]],
    ["the older of two such", [script, browser, older], 3, [older]],
    ["else the one that has been idle for the longest", [browser, idle], 2, [idle]],
    ["as many as are too many", [browser, script, idle, older], 2, [older, script, idle]],
  ])("%s", (_name, sessions, max, expected) => {
    expect(surplusSessions({ sessions, max })).toEqual(expected);
  });
});
