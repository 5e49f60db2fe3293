import { describe, expect, it } from "vitest";
import { browserZoneSchema, clockIn, dayIn, instantWords, isZone, timeWords, zoneOf } from "./time-zone";

const WINTER = "2026-01-31T23:30:05Z";
const SUMMER = "2026-07-31T23:30:05Z";

it.each([
  [WINTER, "UTC", "2026-01-31 23:30:05 UTC"],
  [WINTER, "Europe/Berlin", "2026-02-01 00:30:05 CET"],
  [SUMMER, "Europe/Berlin", "2026-08-01 01:30:05 CEST"],
  [WINTER, "America/New_York", "2026-01-31 18:30:05 EST"],
  [SUMMER, "America/New_York", "2026-07-31 19:30:05 EDT"],
  [WINTER, "Asia/Kathmandu", "2026-02-01 05:15:05 UTC+5:45"],
  [WINTER, "America/Sao_Paulo", "2026-01-31 20:30:05 UTC-3"],
  [SUMMER, "Europe/London", "2026-08-01 00:30:05 BST"],
])("%s in %s is %s", (at, zone, text) => {
  expect(instantWords({ at, zone, precision: "second" })).toBe(text);
  expect(timeWords({ at, zone, precision: "second" })).toBe(text.slice(11));
  expect(instantWords({ at: Date.parse(at), zone, precision: "minute" })).toBe(text.replace(/:05 /, " "));
});

it("names both hours of the night in which clocks go back", () => {
  const zone = "Europe/Berlin";
  const at = (time: string) => timeWords({ at: `2026-10-25T${time}Z`, zone, precision: "minute" });
  expect([at("00:30:00"), at("01:30:00")]).toEqual(["02:30 CEST", "02:30 CET"]);
});

it("begins a day at 00:00, not at 24:00", () => {
  const midnight = { at: "2026-03-01T00:00:00Z", zone: "UTC" };
  expect([dayIn(midnight), clockIn({ ...midnight, precision: "minute" })]).toEqual(["2026-03-01", "00:00"]);
});

describe("a zone", () => {
  it.each([
    ["Europe/Berlin", true],
    ["UTC", true],
    ["Etc/Unknown", false],
    ["Mars/Olympus", false],
    ["", false],
    ["+01:00", false],
    ["-05", false],
    ["../etc/passwd", false],
  ])("%o exists: %s", (name, exists) => {
    expect(isZone(name)).toBe(exists);
  });

  it.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["UTC", null],
    ["Etc/Unknown", null],
    [undefined, null],
    [null, null],
    ["x".repeat(1_000), null],
  ])("of a browser that says %o is stored as %o", (said, stored) => {
    expect(browserZoneSchema.parse(said)).toBe(stored);
  });

  it("that was stored and exists no more is UTC", () => {
    expect([zoneOf("Mars/Olympus"), zoneOf(null), zoneOf("Europe/Berlin")]).toEqual([
      "UTC",
      "UTC",
      "Europe/Berlin",
    ]);
  });
});
