import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { OUTAGE_OPENING } from "@/lib/events/types";
import { graceIntervalMs } from "@/lib/heartbeat/threshold";
import { OUTAGE } from "@/lib/incidents/record/kinds";
import { closeOutages } from "@/lib/incidents/record/mutations";
import type { ToldOutage } from "@/lib/incidents/record/outage";
import type { TeamScope } from "@/lib/people/teams/scope";
import { CANARY_THRESHOLD_MS } from "./decide";

const CANARY_NAME = "[canary] simulated machine";
/** Longer than anything about a test is kept. */
const WEEK_MS = 7 * 86_400_000;

/**
 * Creates a test's machine and its key, in the team that exists for this team's tests, and deletes the tests that are
 * over. Returns the machine's id, or null while another test of the team may be running (alive at `aliveSince` or
 * later).
 */
export function beginCanary({
  scope,
  key,
  aliveSince,
  now,
}: {
  scope: TeamScope;
  key: { hash: string; hint: string };
  aliveSince: Date;
  now: Date;
}): Promise<number | null> {
  return transaction(async (tx) => {
    // Locks the team, so that of two people who press at once one is refused.
    await tx.team.updateMany({ where: { id: scope.teamId }, data: { canaryOfId: null } });
    const team = await tx.team.upsert({
      where: { canaryOfId: scope.teamId },
      create: { name: "Canary", canaryOfId: scope.teamId, createdAt: now },
      update: {},
    });
    const running = { endedAt: null, aliveAt: { gte: aliveSince }, machine: { teamId: team.id } };
    if ((await tx.canary.count({ where: running })) > 0) return null;
    await forgetOver(tx, team.id);
    const machine = await tx.machine.create({
      data: {
        teamId: team.id,
        name: CANARY_NAME,
        description: "This is an end-to-end test: no machine is offline.",
        tags: "[]",
        status: "pending",
        offlineAfterMs: CANARY_THRESHOLD_MS,
        thresholdMs: BigInt(CANARY_THRESHOLD_MS),
        graceIntervalMs: BigInt(
          graceIntervalMs({ thresholdMs: CANARY_THRESHOLD_MS, reportIntervalMs: null }),
        ),
        systemInfo: "{}",
        createdAt: now,
        updatedAt: now,
        keys: { create: { ...key, createdAt: now } },
        canary: { create: { startedAt: now, aliveAt: now } },
        historyMark: { create: { foldedId: 0n, foldedAt: now } },
      },
    });
    return machine.id;
  });
}

/** Deletes tests that are over. One that still has something to send stays, under another name. */
async function forgetOver(tx: Tx, teamId: number): Promise<void> {
  await tx.machine.deleteMany({
    where: {
      teamId,
      OR: [{ status: { in: ["pending", "disabled"] } }, { canary: { endedAt: { not: null } } }],
      deliveries: { none: { state: { in: ["pending", "sending"] } } },
    },
  });
  for (const { id } of await tx.machine.findMany({ where: { teamId }, select: { id: true } }))
    await tx.machine.update({ where: { id }, data: { name: `${CANARY_NAME} (${id})` } });
}

type Change = { aliveAt?: Date; reportedAt?: Date; returnedAt?: Date };

/** Records how far a test has got. */
export async function noteCanary(machineId: number, change: Change): Promise<void> {
  await transaction((tx) => tx.canary.updateMany({ where: { machineId }, data: change }));
}

/**
 * Makes the next report the last: whoever plays the machine may be killed right after it, and no second alert may
 * follow.
 */
export async function letReturn(machineId: number): Promise<void> {
  await transaction((tx) =>
    tx.machine.updateMany({ where: { id: machineId }, data: { offlineAfterMs: WEEK_MS } }),
  );
}

/** Cancels the simulated alerts that have not been sent by now, and with them their recoveries. */
async function suppressWaiting(tx: Tx, { machineIds, now }: { machineIds: readonly number[]; now: Date }) {
  await tx.delivery.updateMany({
    where: { machineId: { in: [...machineIds] }, eventType: OUTAGE_OPENING, state: "pending" },
    data: { state: "suppressed", reason: "canary_over", nextAttemptAt: null, finishedAt: now },
  });
}

/**
 * Ends the outages of tests' machines, from which no report is expected now. They are not disabled, because
 * nothing is sent about a disabled machine, not even its recovery. Returns what was ended by machine id.
 */
export async function retireMachines(
  tx: Tx,
  { machineIds, nowMs }: { machineIds: readonly number[]; nowMs: number },
): Promise<Map<number, ToldOutage>> {
  await tx.machine.updateMany({
    where: { id: { in: [...machineIds] } },
    data: { status: "pending", heardAt: null, deadline: null },
  });
  await suppressWaiting(tx, { machineIds, now: new Date(nowMs) });
  return closeOutages({ tx, machineIds, nowMs });
}

/**
 * Ends a test. A machine whose silence was not detected is disabled, so that it is not detected later. Alerts that have
 * not been sent by now are cancelled, and with them their recoveries.
 */
export async function endCanary({
  machineId,
  problem,
  now,
}: {
  machineId: number;
  problem: string | null;
  now: Date;
}): Promise<void> {
  await transaction(async (tx) => {
    await tx.machine.updateMany({
      where: { id: machineId, incidents: { none: { kind: OUTAGE } } },
      data: { status: "disabled", deadline: null },
    });
    await suppressWaiting(tx, { machineIds: [machineId], now });
    await tx.canary.updateMany({ where: { machineId }, data: { endedAt: now, problem } });
  });
}
