import { refuseBeyond } from "@/lib/base/full";
import { MAX_KEYS_PER_MACHINE, MAX_MACHINES_PER_TEAM } from "@/lib/base/limits";
import { database, type Tx } from "@/lib/db/client";
import type { MachineRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import { graceIntervalMs } from "@/lib/heartbeat/threshold";
import type { TeamScope } from "@/lib/people/teams/scope";
import { disabling, type MachineChange, settingThreshold } from "./change-mutations";
import { coverAnew } from "./cover-mutations";
import type { StoredEnrollToken } from "./enroll-token";

const SAMPLES_PER_DELETE = 2_000;
// Keeps each transaction short, because on SQLite reports wait for it.
const CHANGED_AT_ONCE = 20;

type Target = { scope: TeamScope; id: number; now: Date };
type Targets = { scope: TeamScope; ids: readonly number[]; now: Date };

/** What a person may set on a machine; absent fields stay unchanged. */
export type MachineFields = {
  name?: string;
  hostname?: string | null;
  description?: string;
  runbookUrl?: string | null;
  tags?: string[];
  offlineAfterMs?: number | null;
};

function toColumns({ tags, ...fields }: MachineFields) {
  return { ...fields, ...(tags !== undefined && { tags: JSON.stringify(tags) }) };
}

/**
 * Locks the team's machine until the transaction ends; null: no such machine. Every change of a machine's incidents or
 * deliveries locks the machine first, so that no two such changes deadlock.
 */
async function lockMachine(tx: Tx, { scope, id, now }: Target): Promise<MachineRecord | null> {
  const { count } = await tx.machine.updateMany({
    where: { id, teamId: scope.teamId },
    data: { updatedAt: now },
  });
  return count === 0 ? null : tx.machine.findUnique({ where: { id } });
}

/**
 * Applies one change to many of the team's machines, a few per transaction, in id order, the order in which reports lock
 * them. Returns for each machine it found null, or why it stayed unchanged.
 */
export async function changeMachines({ scope, ids, now, change }: Targets & { change: MachineChange }) {
  const outcomes = new Map<number, string | null>();
  const inOrder = [...ids].sort((one, other) => one - other);
  for (let start = 0; start < inOrder.length; start += CHANGED_AT_ONCE) {
    const slice = inOrder.slice(start, start + CHANGED_AT_ONCE);
    const changed = await transaction(async (tx) => {
      const machines: MachineRecord[] = [];
      for (const id of slice) {
        const machine = await lockMachine(tx, { scope, id, now });
        if (machine !== null) machines.push(machine);
      }
      const refused = machines.length === 0 ? undefined : await change(tx, machines);
      return machines.map(({ id }) => [id, refused?.get(id) ?? null] as const);
    });
    for (const [id, refusal] of changed) outcomes.set(id, refusal);
  }
  return outcomes;
}

/**
 * Adds a pending machine with its key and one-time token. Throws a unique violation if the name is taken, AppError
 * "conflict" if the team has too many machines.
 */
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
  return transaction(async (tx) => {
    const machine = await tx.machine.create({
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
        unwatched: { create: { kind: "pending", startedAt: now } },
        historyMark: { create: { foldedId: 0n, foldedAt: now } },
      },
    });
    refuseBeyond({
      max: MAX_MACHINES_PER_TEAM,
      count: await tx.machine.count({ where: { teamId: scope.teamId } }),
      what: "machines of one team",
      who: `team ${scope.teamId}`,
      advice: "Delete some, or add this one to another team.",
    });
    await coverAnew(tx, { teamId: scope.teamId, machineIds: [machine.id], now });
    return machine;
  });
}

/**
 * Changes a machine. A changed threshold moves its deadline, but never below the current heard time. Returns whether the
 * machine exists. Throws a unique violation if the name is taken.
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
    await tx.machine.update({ where: { id }, data: toColumns(fields) });
    const { offlineAfterMs, tags } = fields;
    if (tags !== undefined) await coverAnew(tx, { teamId: scope.teamId, machineIds: [id], now });
    if (offlineAfterMs !== undefined) await settingThreshold({ scope, offlineAfterMs })(tx, [machine]);
    return true;
  });
}

/**
 * Gives a machine a new key. Its old keys end after the overlap, unless they end earlier; with no overlap they are
 * revoked. Returns whether the machine exists. Throws AppError "conflict" if too many of its keys are valid.
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
    refuseBeyond({
      max: MAX_KEYS_PER_MACHINE,
      count: await tx.agentKey.count({
        where: { ...live, AND: { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] } },
      }),
      what: "valid keys of one machine",
      who: `machine ${id}`,
      advice: "Rotate with an overlap of 0s to end the old ones at once.",
    });
    return true;
  });
}

/** Deletes machines with everything that belongs to them. Returns the ids of those that existed. */
export async function deleteMachineRows({ scope, ids, now }: Targets): Promise<number[]> {
  // Disabled first, so that nothing is sent and no report arrives while the history is deleted.
  const found = [...(await changeMachines({ scope, ids, now, change: disabling(now) })).keys()];
  for (const id of found) {
    await deleteSamples(id);
    await deleteIncidents(id);
    await transaction((tx) => tx.machine.deleteMany({ where: { id, teamId: scope.teamId } }));
  }
  return found;
}

// Each with its events and deliveries.
const INCIDENTS_PER_DELETE = 20;

/** Deletes a machine's incidents with everything about them, in parts: a flapping machine has had ten thousand. */
async function deleteIncidents(machineId: number): Promise<void> {
  const { client } = await database();
  for (;;) {
    const rows = await client.incident.findMany({
      where: { machineId },
      select: { id: true },
      // In the order of an index.
      orderBy: [{ kind: "asc" }, { id: "asc" }],
      take: INCIDENTS_PER_DELETE,
    });
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await transaction((tx) => tx.incident.deleteMany({ where: { id: { in: ids } } }));
    if (ids.length < INCIDENTS_PER_DELETE) return;
  }
}

// In parts: deleting a month of samples in one transaction would keep every report waiting.
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
