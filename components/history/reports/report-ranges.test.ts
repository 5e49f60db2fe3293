import { describe, expect, it } from "vitest";
import { nameSpan, type ShownReport, shownReportOf, spanQueryOf } from "./report-ranges";

const thirtyDays: ShownReport = { kind: "named", range: "30d" };

it.each<[string, string, ShownReport]>([
  ["no choice means the last thirty days", "", thirtyDays],
  ["a known range", "range=last-month", { kind: "named", range: "last-month" }],
  ["an unknown range", "range=toString", thirtyDays],
  [
    "days win over a range",
    "range=7d&from=2026-01-01&to=2026-01-31",
    { kind: "days", from: "2026-01-01", to: "2026-01-31" },
  ],
  ["a single day", "from=2026-01-01&to=2026-01-01", { kind: "days", from: "2026-01-01", to: "2026-01-01" }],
  ["days in the wrong order", "from=2026-01-02&to=2026-01-01", thirtyDays],
  ["a day that February does not have", "from=2026-02-31&to=2026-03-31", thirtyDays],
  ["text that is not a date", "from=2026-13-01&to=yesterday", thirtyDays],
])("shownReportOf: %s", (_, query, shown) => {
  expect(shownReportOf(new URLSearchParams(query))).toEqual(shown);
});

// Asia/Kathmandu is 5:45 ahead: there it is the first of March already.
const now = new Date("2026-02-28T20:00:00Z");

describe("spanQueryOf", () => {
  it.each<[string, ShownReport, Record<string, string>]>([
    ["days until now", { kind: "named", range: "7d" }, { span: "7d" }],
    ["this month", { kind: "named", range: "month" }, { from: "2026-02-28T18:15:00.000Z" }],
    [
      "last month",
      { kind: "named", range: "last-month" },
      { from: "2026-01-31T18:15:00.000Z", to: "2026-02-28T18:15:00.000Z" },
    ],
    [
      "days include the last one",
      { kind: "days", from: "2026-01-01", to: "2026-01-31" },
      { from: "2025-12-31T18:15:00.000Z", to: "2026-01-31T18:15:00.000Z" },
    ],
  ])("%s", (_, shown, query) => {
    expect(spanQueryOf(shown, now)).toEqual(query);
  });
});

it("names a span of whole days by its dates, and any other span by its times", () => {
  expect(nameSpan({ from: "2025-12-31T18:15:00.000Z", to: "2026-01-31T18:15:00.000Z" })).toMatch(
    /^1\D+31 Jan 2026$/,
  );
  expect(nameSpan({ from: "2026-01-29T06:00:12.345Z", to: "2026-02-28T06:00:12.345Z" })).toMatch(
    /^29 Jan 2026, 11:45 GMT\+5:45\D+28 Feb 2026, 11:45 GMT\+5:45$/,
  );
});
