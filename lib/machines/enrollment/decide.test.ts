import { expect, it } from "vitest";
import { decideEnrollment } from "./decide";

const now = new Date("2026-03-01T12:00:00Z");
const later = new Date(now.getTime() + 1);
const fresh = { machineId: 7, usedAt: null, expiresAt: later, machineStatus: "pending" } as const;

it.each([
  ["that was never issued", null, "unknown"],
  ["of a machine that has never reported", fresh, "good"],
  ["of a machine that is online, to reinstall", { ...fresh, machineStatus: "online" }, "good"],
  ["of a machine that is offline", { ...fresh, machineStatus: "offline" }, "good"],
  ["of a disabled machine", { ...fresh, machineStatus: "disabled" }, "disabled"],
  ["that was exchanged before", { ...fresh, usedAt: now }, "used"],
  ["that expires at this very instant", { ...fresh, expiresAt: now }, "expired"],
  ["that was exchanged and has since expired", { ...fresh, usedAt: now, expiresAt: now }, "used"],
] as const)("judges a token %s", (_, token, kind) => {
  expect(decideEnrollment({ token, now })).toMatchObject({ kind });
});
