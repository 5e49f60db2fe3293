import { expect, it } from "vitest";
import { outcomeWords } from "./words";

const now = new Date("2026-03-01T12:00:00Z");
const held = (createdAt: string, until: string | null) => ({
  ...{ id: 1, incidentId: 1, holdsFor: 1, userId: 1, name: "Ada", via: "ui" },
  ...{ createdAt: new Date(createdAt), until: until === null ? null : new Date(until), untilMs: null },
  ...{ endedAt: null, ending: null, endedBy: null },
});

it.each([
  ["an hour", "2026-03-01T12:00:00.000Z", "2026-03-01T13:00:00.000Z", "1h"],
  ["an hour that was written a moment later", "2026-03-01T12:00:00.040Z", "2026-03-01T13:00:00.000Z", "1h"],
  ["half a minute", "2026-03-01T12:00:00.400Z", "2026-03-01T12:00:30.000Z", "30s"],
])("says how long a snooze of %s is", (_what, from, until, length) => {
  const words = outcomeWords({ kind: "snoozed", held: held(from, until), now });
  expect(words).toMatch(new RegExp(`^Snoozed for ${length}\\. `));
});

it.each([
  ["oneself", { userId: 1, name: "Ada" }, "2026-03-01T11:59:59.900Z", "You have already acknowledged this."],
  [
    "oneself, long ago",
    { userId: 1, name: "Ada" },
    "2026-02-28T12:00:00Z",
    "You have already acknowledged this.",
  ],
  [
    "somebody else",
    { userId: 2, name: "Bob" },
    "2026-03-01T11:59:00Z",
    "Ada already acknowledged this 1m ago.",
  ],
  [
    "somebody else a moment ago",
    { userId: 2, name: "Bob" },
    "2026-03-01T11:59:59.900Z",
    "Ada already acknowledged this just now.",
  ],
  [
    "somebody whose clock is ahead",
    { userId: 2, name: "Bob" },
    "2026-03-01T12:00:02Z",
    "Ada already acknowledged this just now.",
  ],
  [
    "another person without an account",
    { userId: null, name: "Bob (Telegram)" },
    "2026-03-01T11:58:30Z",
    "Ada already acknowledged this 1m30s ago.",
  ],
])("says who has acknowledged it already: %s", (_what, by, from, words) => {
  const asked = { kind: "already_acknowledged" as const, held: held(from, null), now };
  expect(outcomeWords({ ...asked, by })).toBe(words);
});
