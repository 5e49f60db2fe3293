import { describe, expect, it } from "vitest";
import { formatAge, formatDuration, formatGap, parseDuration } from "./duration";

describe("parseDuration", () => {
  it.each([
    ["30s", 30_000],
    ["2m", 120_000],
    ["1h30m", 5_400_000],
    [" 1H 30M ", 5_400_000],
    ["1.5h", 5_400_000],
    ["250ms", 250],
    ["7d", 604_800_000],
    ["0s", 0],
    ["5", null],
    ["-2m", null],
    ["", null],
    ["2 minutes please", null],
    ["1e3s", null],
    ["m", null],
    ["99999999999999d", null],
  ])("reads %j as %j", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0s"],
    [1, "1ms"],
    [30_000, "30s"],
    [120_000, "2m"],
    [5_400_000, "1h30m"],
    [90_061_001, "1d1h1m1s1ms"],
  ])("writes %j as %j, which reads the same", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
    expect(parseDuration(text)).toBe(ms);
  });
});

describe("formatAge", () => {
  it.each([
    [-5, "0s"],
    [999, "0s"],
    [137_900, "2m17s"],
    [93_784_000, "1d2h"],
  ])("shows %j ms to people as %j", (ms, text) => {
    expect(formatAge(ms)).toBe(text);
  });
});

describe("formatGap", () => {
  it.each([
    [-5, "0.0s"],
    [412, "0.4s"],
    [59_949, "59.9s"],
    [59_950, "1m"],
    [120_400, "2m"],
  ])("shows %j ms between two moments as %j", (ms, text) => {
    expect(formatGap(ms)).toBe(text);
  });
});
