import { expect, it } from "vitest";
import { type Shown, shownOf } from "./ranges";

const between = (from: string, to: string): Shown => ({
  kind: "between",
  fromMs: Date.parse(from),
  toMs: Date.parse(to),
});
const lastHour: Shown = { kind: "latest", range: "1h" };

it.each<[string, string, Shown]>([
  ["no choice means the last hour", "", lastHour],
  ["a known range", "range=6h", { kind: "latest", range: "6h" }],
  ["an unknown range", "range=7h", lastHour],
  [
    "a start and an end win over a range",
    "range=6h&from=2026-01-31T08:00:00Z&to=2026-01-31T08:00:05Z",
    between("2026-01-31T08:00:00Z", "2026-01-31T08:00:05Z"),
  ],
  ["a start without an end does not count", "from=2026-01-31T08:00:00Z", lastHour],
  ["an end equal to the start does not count", "from=2026-01-31T08:00:00Z&to=2026-01-31T08:00:00Z", lastHour],
  ["text that is not a time does not count", "from=yesterday&to=2026-01-31T08:00:00Z", lastHour],
])("shownOf: %s", (_, query, shown) => {
  expect(shownOf(new URLSearchParams(query))).toEqual(shown);
});
