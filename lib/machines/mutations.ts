import { database, type Tx } from "../db/client";
import type { MachineRecord } from "../db/models";
import { transaction } from "../db/transaction";
import type { StoredEnrollToken } from "../enrollment/enroll-token";
import { effectiveThresholdMs, graceIntervalMs } from "../heartbeat/threshold";
import { closeIncidents } from "../incidents/mutations";
import type { TeamScope } from "../teams/scope";
import { getHubFacts } from "./data";

const SAMPLES_PER_DELETE = 2_000;

type Target = { scope: TeamScope; id: number; now: Date };

/** What a person may set on a machine; what is absent stays as it is. */
export type MachineFields = {
  name?: string;
  hostname?: string | null;
  description?: string;
  tags?: string[];
  offlineAfterMs?: number | null;
};

function toColumns({ tags, ...fields }: MachineFields) {
  return { ...fields, ...(tags !== undefined && { tags: JSON.stringify(tags) }) };
}

/**
 * The team's machine, locked until the transaction ends; null when there is none. Whatever changes a machine's incidents
 * or deliveries locks the machine first, so that no two such changes wait for each other.
 */
async function lockMachine(tx: Tx, { scope, id, now }: Target): Promise<MachineRecord | null> {
  const { count } = await tx.machine.updateMany({
    where: { id, teamId: scope.teamId },
    data: { updatedAt: now },
  });
  return count === 0 ? null : tx.machine.findUnique({ where: { id } });
}

/** Adds a machine that waits for its first report, with its key and one-time token. Throws a unique violation when the name is taken. */
export async function insertMachine({
  scope,
  fields,
  key,
  enrollToken,
  thresholdMs,
  now,
}: {
  scope: TeamScope;
  fields: MachineFields & { name: string };
  key: { hash: string; hint: string };
  enrollToken: StoredEnrollToken;
  thresholdMs: number;
  now: Date;
}): Promise<MachineRecord> {
  return transaction((tx) =>
    tx.machine.create({
      data: {
        hostname: null,
        description: "",
        tags: "[]",
        ...toColumns(fields),
        name: fields.name,
        teamId: scope.teamId,
        status: "pending",
        thresholdMs: BigInt(thresholdMs),
        graceIntervalMs: BigInt(graceIntervalMs({ thresholdMs, reportIntervalMs: null })),
        systemInfo: "{}",
        createdAt: now,
        updatedAt: now,
        keys: { create: { ...key, createdAt: now } },
        enrollTokens: { create: enrollToken },
      },
    }),
  );
}

/**
 * Changes a machine; a changed threshold moves its deadline, never below the heard time of this moment. Returns whether
 * there was such a machine. Throws a unique violation when the name is taken.
 */
export async function updateMachineRow({
  scope,
  id,
  fields,
  now,
}: Target & { fields: MachineFields }): Promise<boolean> {
  return transaction(async (tx) => {
    const machine = await lockMachine(tx, { scope, id, now });
    if (machine === null) return false;
    const timing = fields.offlineAfterMs === undefined ? {} : await newTiming(tx, { scope, machine, fields });
    await tx.machine.update({ where: { id }, data: { ...toColumns(fields), ...timing } });
    return true;
  });
}

async function newTiming(
  tx: Tx,
  { scope, machine, fields }: { scope: TeamScope; machine: MachineRecord; fields: MachineFields },
) {
  const hub = await getHubFacts(scope, tx);
  const thresholdMs = effectiveThresholdMs({
    machine: fields.offlineAfterMs ?? null,
    team: hub.teamOfflineAfterMs,
    instance: hub.instanceOfflineAfterMs,
  });
  const grace = graceIntervalMs({ thresholdMs, reportIntervalMs: machine.reportIntervalMs });
  const timing = { thresholdMs: BigInt(thresholdMs), graceIntervalMs: BigInt(grace) };
  if (machine.status !== "online" || machine.heardAt === null) return timing;
  return { ...timing, deadline: BigInt(Math.max(Number(machine.heardAt) + thresholdMs, hub.heardMs)) };
}

/**
 * Disables a machine: its outage ends without an event, and what was not yet sent about it never will be. Returns
 * whether there is such a machine; one that is disabled already stays as it is.
 */
export async function disableMachineRow({ scope, id, now }: Target): Promise<boolean> {
  return transaction(async (tx) => {
    const machine = await lockMachine(tx, { scope, id, now });
    if (machine === null || machine.status === "disabled") return machine !== null;
    await tx.machine.update({ where: { id }, data: { status: "disabled", deadline: null } });
    await closeIncidents({ tx, machineIds: [id], resolution: "disabled", nowMs: now.getTime() });
    // One that is being sent at this moment ends as it ends: it cannot be called back.
    await tx.delivery.updateMany({
      where: { machineId: id, state: "pending" },
      data: { state: "suppressed", reason: "machine_disabled", nextAttemptAt: null, finishedAt: now },
    });
    return true;
  });
}

/** Begins, moves or ends a machine's maintenance window. Returns whether there is such a machine. */
export async function pauseMachineRow({ scope, id, until, now }: Target & { until: Date }): Promise<boolean> {
  return transaction(async (tx) => {
    const machine = await lockMachine(tx, { scope, id, now });
    if (machine !== null) await tx.machine.update({ where: { id }, data: { pausedUntil: until } });
    return machine !== null;
  });
}

/** Lets a machine's maintenance window end at this moment. Returns whether there is such a machine. */
export async function resumeMachineRow({ scope, id, now }: Target): Promise<boolean> {
  return transaction(async (tx) => {
    const machine = await lockMachine(tx, { scope, id, now });
    if (machine === null) return false;
    // Not null: that its silence lay under a pause is still to be known (lib/heartbeat/decide.ts, isDue).
    await tx.machine.updateMany({ where: { id, pausedUntil: { gt: now } }, data: { pausedUntil: now } });
    return true;
  });
}

/** Lets a disabled machine wait for its first report again. Returns whether there is such a machine. */
export async function enableMachineRow({ scope, id, now }: Target): Promise<boolean> {
  return transaction(async (tx) => {
    const machine = await lockMachine(tx, { scope, id, now });
    if (machine?.status === "disabled") {
      await tx.machine.update({ where: { id }, data: { status: "pending", heardAt: null, deadline: null } });
    }
    return machine !== null;
  });
}

/**
 * Gives a machine another key and lets those it had end after the overlap, unless they end earlier anyway; without any
 * overlap they are revoked. Returns whether there is such a machine.
 */
export async function rotateKeyRow({
  scope,
  id,
  key,
  overlapMs,
  now,
}: Target & { key: { hash: string; hint: string }; overlapMs: number }): Promise<boolean> {
  return transaction(async (tx) => {
    if ((await lockMachine(tx, { scope, id, now })) === null) return false;
    const live = { machineId: id, revokedAt: null };
    if (overlapMs === 0) await tx.agentKey.updateMany({ where: live, data: { revokedAt: now } });
    else {
      const expiresAt = new Date(now.getTime() + overlapMs);
      const where = { ...live, OR: [{ expiresAt: null }, { expiresAt: { gt: expiresAt } }] };
      await tx.agentKey.updateMany({ where, data: { expiresAt } });
    }
    await tx.agentKey.create({ data: { ...key, machineId: id, createdAt: now } });
    return true;
  });
}

/** Deletes a machine with everything that is known of it. Returns whether there was such a machine. */
export async function deleteMachineRow({ scope, id, now }: Target): Promise<boolean> {
  // Disabled first, so that nothing is told and no report arrives while the history goes.
  if (!(await disableMachineRow({ scope, id, now }))) return false;
  await deleteSamples(id);
  const { count } = await transaction((tx) => tx.machine.deleteMany({ where: { id, teamId: scope.teamId } }));
  return count > 0;
}

// In parts: a month of samples in one transaction would keep every report waiting.
async function deleteSamples(machineId: number): Promise<void> {
  const { client } = await database();
  for (;;) {
    const rows = await client.sample.findMany({
      where: { machineId },
      select: { id: true },
      orderBy: { sampledAt: "asc" },
      take: SAMPLES_PER_DELETE,
    });
    const ids = rows.map((row) => row.id);
    if (ids.length > 0) await transaction((tx) => tx.sample.deleteMany({ where: { id: { in: ids } } }));
    if (ids.length < SAMPLES_PER_DELETE) return;
  }
}
