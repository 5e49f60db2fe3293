import { expect, it } from "vitest";
import { type Shown, shownOf } from "./ranges";

const between = (from: string, to: string): Shown => ({
  kind: "between",
  fromMs: Date.parse(from),
  toMs: Date.parse(to),
});
const lastHour: Shown = { kind: "latest", range: "1h" };

it.each<[string, string, Shown]>([
  ["nothing asked for is the last hour", "", lastHour],
  ["a range that there is", "range=6h", { kind: "latest", range: "6h" }],
  ["a range that there is not", "range=7h", lastHour],
  [
    "a stretch, whatever the range beside it",
    "range=6h&from=2026-01-31T08:00:00Z&to=2026-01-31T08:00:05Z",
    between("2026-01-31T08:00:00Z", "2026-01-31T08:00:05Z"),
  ],
  ["a stretch without an end is none", "from=2026-01-31T08:00:00Z", lastHour],
  [
    "a stretch that ends where it begins is none",
    "from=2026-01-31T08:00:00Z&to=2026-01-31T08:00:00Z",
    lastHour,
  ],
  ["what is no time is no stretch", "from=yesterday&to=2026-01-31T08:00:00Z", lastHour],
])("shownOf: %s", (_, query, shown) => {
  expect(shownOf(new URLSearchParams(query))).toEqual(shown);
});
