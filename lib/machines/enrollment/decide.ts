import type { MachineStatus } from "@/lib/heartbeat/machine-status";

export type EnrollDecision =
  | { kind: "unknown" }
  | { kind: "used" }
  | { kind: "expired" }
  /** Its machine is disabled: a key made now would be refused. The token stays good. */
  | { kind: "disabled" }
  | { kind: "good"; machineId: number };

/** What a one-time token is worth, decided from its locked row and its machine's status. Used counts before expired. */
export function decideEnrollment({
  token,
  now,
}: {
  token: { machineId: number; usedAt: Date | null; expiresAt: Date; machineStatus: MachineStatus } | null;
  now: Date;
}): EnrollDecision {
  if (token === null) return { kind: "unknown" };
  if (token.usedAt !== null) return { kind: "used" };
  if (token.expiresAt <= now) return { kind: "expired" };
  if (token.machineStatus === "disabled") return { kind: "disabled" };
  return { kind: "good", machineId: token.machineId };
}
