import { refuseBeyond } from "@/lib/base/full";
import { MAX_ENROLL_TOKENS_PER_MACHINE, MAX_KEYS_PER_MACHINE } from "@/lib/base/limits";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { readStatus } from "@/lib/heartbeat/machine-status";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { StoredEnrollToken } from "../enroll-token";
import { decideEnrollment, type EnrollDecision } from "./decide";

/**
 * Adds a one-time token to a team's machine. Returns whether the machine exists. Throws AppError "conflict" if too many of
 * its tokens or keys are valid.
 */
export async function insertEnrollToken({
  scope,
  machineId,
  stored,
}: {
  scope: TeamScope;
  machineId: number;
  stored: StoredEnrollToken;
}): Promise<boolean> {
  return transaction(async (tx) => {
    const { count } = await tx.machine.updateMany({
      where: { id: machineId, teamId: scope.teamId },
      data: { updatedAt: stored.createdAt },
    });
    if (count === 0) return false;
    await tx.enrollToken.create({ data: { ...stored, machineId } });
    await refuseTooMany(tx, { machineId, now: stored.createdAt });
    return true;
  });
}

async function refuseTooMany(tx: Tx, { machineId, now }: { machineId: number; now: Date }): Promise<void> {
  const who = `machine ${machineId}`;
  refuseBeyond({
    max: MAX_ENROLL_TOKENS_PER_MACHINE,
    count: await tx.enrollToken.count({ where: { machineId, usedAt: null, expiresAt: { gt: now } } }),
    what: "valid one-time tokens of one machine",
    who,
    advice: "Use one of them, or wait until they have expired; they are valid for an hour.",
  });
  const isValid = { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  // A token becomes a key.
  refuseBeyond({
    max: MAX_KEYS_PER_MACHINE,
    count: 1 + (await tx.agentKey.count({ where: { machineId, revokedAt: null, ...isValid } })),
    what: "valid keys of one machine",
    who,
    advice: "Rotate its key with an overlap of 0s to end the old ones at once.",
  });
}

/**
 * Exchanges a one-time token for this key, and stores the hostname as reported by the agent, unless it is empty. Of many
 * simultaneous exchanges of the same token one is "good"; the others find it "used".
 */
export async function exchangeEnrollToken({
  hash,
  key,
  hostname,
  now,
}: {
  hash: string;
  key: { hash: string; hint: string };
  hostname: string;
  now: Date;
}): Promise<EnrollDecision> {
  return transaction(async (tx) => {
    // Rewrites the current value to lock the row, so that what is read next stays true.
    await tx.enrollToken.updateMany({ where: { hash }, data: { hash } });
    const row = await tx.enrollToken.findUnique({
      where: { hash },
      include: { machine: { select: { status: true } } },
    });
    const decision = decideEnrollment({
      token: row && { ...row, machineStatus: readStatus(row.machine.status) },
      now,
    });
    if (decision.kind !== "good") return decision;
    const { machineId } = decision;
    await tx.enrollToken.update({ where: { hash }, data: { usedAt: now } });
    await tx.agentKey.create({ data: { ...key, machineId, createdAt: now } });
    if (hostname !== "") await noteHostname(tx, { machineId, hostname, now });
    return decision;
  });
}

async function noteHostname(
  tx: Tx,
  { machineId, hostname, now }: { machineId: number; hostname: string; now: Date },
): Promise<void> {
  // Locked before it is read: another agent of the machine may be reporting system_info at this moment.
  await tx.machine.update({ where: { id: machineId }, data: { updatedAt: now } });
  const { systemInfo } = await tx.machine.findUniqueOrThrow({ where: { id: machineId } });
  const merged = JSON.stringify({ ...JSON.parse(systemInfo), hostname });
  await tx.machine.update({ where: { id: machineId }, data: { systemInfo: merged } });
}
