import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after";

describe("parseRetryAfter", () => {
  const nowMs = Date.parse("2026-01-01T00:00:00Z");
  const rows = [
    ["seconds", "120", 120_000],
    ["a date", "Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["a date in the past", "Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["nonsense", "soon", null],
    ["nothing", null, null],
  ] as const;
  it.each(rows)("understands %s", (_, value, expected) => {
    expect(parseRetryAfter({ value, nowMs })).toBe(expected);
  });
});
