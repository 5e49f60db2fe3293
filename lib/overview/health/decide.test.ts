import { expect, it } from "vitest";
import { decideHealth } from "./decide";

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
    outbox: { dueSince: null, triedAt: null },
  });
  expect(health.status).toBe(status);
  expect(Object.entries(health.checks).flatMap(([name, check]) => (check.ok ? [] : [name]))).toEqual(failing);
});

it.each([
  ["nothing waits", null, null, true],
  ["one has waited for a minute", 60_000, null, true],
  ["one has waited for longer and none was ever tried", 60_001, null, false],
  ["one has waited for hours while others are tried", 7_200_000, 120_000, true],
  ["one has waited for hours and none has been tried lately", 7_200_000, 120_001, false],
  ["the latest attempt was made under a clock that was ahead", 7_200_000, -3_600_000, false],
])("the outbox when %s", (_, dueMs, idleMs, ok) => {
  const ago = (ms: number | null) => (ms === null ? null : new Date(clockMs - ms));
  const outbox = { dueSince: ago(dueMs), triedAt: ago(idleMs) };
  const health = decideHealth({ clockMs, heardAtMs: clockMs, scannedAt: new Date(clockMs), outbox });
  expect(health.checks.outbox.ok).toBe(ok);
  expect(health.status).toBe(ok ? "ok" : "behind");
});

it("knows nothing while the database does not answer", () => {
  const health = decideHealth(null);
  expect(health.status).toBe("behind");
  expect(Object.values(health.checks).some((check) => check.ok)).toBe(false);
});
