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
