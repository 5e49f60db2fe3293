import { expect, it } from "vitest";
import { decideHealth } from "./decide-health";

const clockMs = Date.parse("2026-03-01T12:00:00Z");

it.each([
  ["both a moment ago", 500, 900, "ok", []],
  ["a millisecond less than ten seconds ago", 9_999, 9_999, "ok", []],
  ["a pulse ten seconds ago", 10_000, 0, "behind", ["pulse"]],
  ["a worker ten seconds ago", 0, 10_000, "behind", ["worker"]],
  ["a pulse from a clock set back", -10_000, 0, "behind", ["pulse"]],
  ["a pulse from a clock a little ahead", -2_000, 0, "ok", []],
  ["no pulse yet", null, 0, "behind", ["pulse"]],
  ["no worker yet", 0, null, "behind", ["worker"]],
] as const)("with %s", (_name, pulseAgeMs, workerAgeMs, status, failing) => {
  const health = decideHealth({
    clockMs,
    heardAtMs: pulseAgeMs === null ? null : clockMs - pulseAgeMs,
    scannedAt: workerAgeMs === null ? null : new Date(clockMs - workerAgeMs),
  });
  expect(health.status).toBe(status);
  expect(Object.entries(health.checks).flatMap(([name, check]) => (check.ok ? [] : [name]))).toEqual(failing);
});

it("knows nothing while the database cannot answer", () => {
  const health = decideHealth(null);
  expect(health.status).toBe("behind");
  expect(Object.values(health.checks).some((check) => check.ok)).toBe(false);
});
