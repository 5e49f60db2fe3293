import { expect, it } from "vitest";
import { countStatuses, totalOf } from "./count-statuses";

const online = { status: "online", late: false, paused_until: null } as const;

it("counts machines as people see them: late ones as online too, paused ones as nothing else", () => {
  const counts = countStatuses([
    online,
    { ...online, late: true },
    { ...online, status: "offline" },
    { ...online, status: "offline", paused_until: "2026-03-01T12:00:00.000Z" },
    { ...online, status: "disabled", paused_until: "2026-03-01T12:00:00.000Z" },
    { ...online, status: "pending" },
  ]);
  expect(counts).toEqual({ online: 2, late: 1, offline: 1, paused: 1, disabled: 1, pending: 1 });
  expect(totalOf(counts)).toBe(6);
});

it("counts nothing in an empty list", () => {
  expect(totalOf(countStatuses([]))).toBe(0);
});
