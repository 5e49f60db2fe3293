import type { Tx } from "@/lib/db/client";
import type { MachineRecord } from "@/lib/db/models";
import { readStatus } from "@/lib/heartbeat/machine-status";
import { toleratedMs } from "@/lib/heartbeat/planned-stop";
import { effectiveThresholdMs, graceIntervalMs } from "@/lib/heartbeat/threshold";
import { dropFlaps } from "@/lib/incidents/flapping/mutations";
import { closeAllIncidents } from "@/lib/incidents/record/mutations";
import type { TeamScope } from "@/lib/people/teams/scope";
import { coverAnew, endCover, setPausedUntil } from "./cover-mutations";
import { getHubFacts } from "./data";
import { MAX_TAGS } from "./schema";
import { beginUnwatched, endUnwatched } from "./unwatched-mutations";
import { tagsOf } from "./view";

/** Changes locked machines. Returns, by id, why some were not changed. */
export type MachineChange = (
  tx: Tx,
  machines: readonly MachineRecord[],
) => Promise<Map<number, string> | undefined>;

const idsOf = (machines: readonly { id: number }[]) => machines.map(({ id }) => id);

/** Disables them: their incidents end without an event, and deliveries that have not been sent never will be. */
export function disabling(now: Date): MachineChange {
  return async (tx, machines) => {
    const ids = idsOf(machines.filter((machine) => readStatus(machine.status) !== "disabled"));
    await tx.machine.updateMany({ where: { id: { in: ids } }, data: { status: "disabled", deadline: null } });
    await closeAllIncidents({ tx, machineIds: ids, nowMs: now.getTime() });
    await dropFlaps(tx, ids);
    await endUnwatched(tx, { machineIds: ids, kind: "pending", now });
    await beginUnwatched(tx, { machineIds: ids, kind: "disabled", now });
    // A delivery that is being sent right now cannot be called back.
    await tx.delivery.updateMany({
      where: { machineId: { in: ids }, state: "pending" },
      data: { state: "suppressed", reason: "machine_disabled", nextAttemptAt: null, finishedAt: now },
    });
    return undefined;
  };
}

/** Enables those that are disabled: they wait for their first report again. */
export function enabling(now: Date): MachineChange {
  return async (tx, machines) => {
    const ids = idsOf(machines.filter((machine) => readStatus(machine.status) === "disabled"));
    await tx.machine.updateMany({
      where: { id: { in: ids } },
      data: { status: "pending", heardAt: null, deadline: null, plannedMs: 0n },
    });
    await endUnwatched(tx, { machineIds: ids, kind: "disabled", now });
    await beginUnwatched(tx, { machineIds: ids, kind: "pending", now });
    return undefined;
  };
}

/** Begins their pause, or moves its end; a window that covers them for longer still does. */
export function pausing({ until, now }: { until: Date; now: Date }): MachineChange {
  return async (tx, machines) => {
    const machineIds = idsOf(machines);
    await tx.machine.updateMany({ where: { id: { in: machineIds } }, data: { pausedByHandAt: now } });
    await endUnwatched(tx, { machineIds, kind: "paused", now });
    await beginUnwatched(tx, { machineIds, kind: "paused", now, until });
    await setPausedUntil(tx, machineIds);
    return undefined;
  };
}

/** Ends their pause now, and for them whatever window covers them. */
export function resuming(now: Date): MachineChange {
  return async (tx, machines) => {
    const machineIds = idsOf(machines);
    await tx.machine.updateMany({ where: { id: { in: machineIds } }, data: { pausedByHandAt: null } });
    // Not null: isDue (lib/heartbeat/decide.ts) must still know that their silence began during a pause.
    await tx.machine.updateMany({
      where: { id: { in: machineIds }, pausedUntil: { gt: now } },
      data: { pausedUntil: now },
    });
    await endUnwatched(tx, { machineIds, kind: "paused", now });
    await endCover(tx, { machineIds, now });
    return undefined;
  };
}

/** Changes their own threshold, and their deadline with it, but never below the current heard time. */
export function settingThreshold({
  scope,
  offlineAfterMs,
}: {
  scope: TeamScope;
  offlineAfterMs: number | null;
}): MachineChange {
  return async (tx, machines) => {
    const hub = await getHubFacts(scope, tx);
    const thresholdMs = effectiveThresholdMs({
      machine: offlineAfterMs,
      team: hub.teamOfflineAfterMs,
      instance: hub.instanceOfflineAfterMs,
    });
    for (const { id, status, heardAt, plannedMs, reportIntervalMs } of machines) {
      const silentMs = toleratedMs({ thresholdMs, plannedMs: Number(plannedMs) });
      const deadline =
        readStatus(status) === "online" && heardAt !== null
          ? { deadline: BigInt(Math.max(Number(heardAt) + silentMs, hub.heardMs)) }
          : {};
      await tx.machine.update({
        where: { id },
        data: {
          offlineAfterMs,
          thresholdMs: BigInt(thresholdMs),
          graceIntervalMs: BigInt(graceIntervalMs({ thresholdMs, reportIntervalMs })),
          ...deadline,
        },
      });
    }
    return undefined;
  };
}

/** Adds a tag to those that do not have it, or removes one. */
export function tagging({
  scope: { teamId },
  now,
  add,
  remove,
}: {
  scope: TeamScope;
  now: Date;
  add?: string;
  remove?: string;
}): MachineChange {
  return async (tx, machines) => {
    const refused = new Map<number, string>();
    for (const machine of machines) {
      const kept = tagsOf(machine).filter((tag) => tag !== remove && tag !== add);
      const tags = add === undefined ? kept : [...kept, add];
      if (tags.length > MAX_TAGS) refused.set(machine.id, `It already has ${MAX_TAGS} tags.`);
      else await tx.machine.update({ where: { id: machine.id }, data: { tags: JSON.stringify(tags) } });
    }
    await coverAnew(tx, { teamId, machineIds: idsOf(machines), now });
    return refused;
  };
}
