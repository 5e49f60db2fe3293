import { refuseBeyond } from "@/lib/base/full";
import { MAX_WINDOWS_PER_TEAM } from "@/lib/base/limits";
import { database } from "@/lib/db/client";
import type { WindowRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import type { TeamScope } from "@/lib/people/teams/scope";
import { type MachineScope, readScope, soundScope } from "../machine-scope";
import { occurrenceColumns } from "./run-windows";
import { isRunning } from "./view";
import { firstOccurrence, type WindowTimes } from "./window-times";

type Target = { scope: TeamScope; id: number; now: Date };

/** What a person sets of a window. */
export type WindowFields = { name: string; scope: MachineScope; times: WindowTimes; isActive: boolean };

/**
 * Adds a window to the team. Throws a unique violation when the name is taken, AppError "unprocessable" if it is for machines
 * that are not the team's, "conflict" if the team has too many windows.
 */
export async function insertWindow({
  scope,
  fields,
  createdBy,
  now,
}: {
  scope: TeamScope;
  fields: WindowFields;
  createdBy: string;
  now: Date;
}): Promise<WindowRecord> {
  const { teamId } = scope;
  return transaction(async (tx) => {
    const row = await tx.window.create({
      data: { ...toColumns(fields, now), teamId, createdBy, createdAt: now, updatedAt: now },
    });
    await soundScope(tx, { scope, wanted: fields.scope, before: null });
    refuseBeyond({
      max: MAX_WINDOWS_PER_TEAM,
      count: await tx.window.count({ where: { teamId } }),
      what: "maintenance windows of one team",
      who: `team ${teamId}`,
      advice: "Delete one first.",
    });
    return row;
  });
}

/** Changes the name of a window, whether it runs or not. Returns whether it exists. Throws a unique violation when the name is taken. */
export async function renameWindow({ scope, id, name, now }: Target & { name: string }): Promise<boolean> {
  return transaction(async (tx) => {
    const { count } = await tx.window.updateMany({
      where: { id, teamId: scope.teamId },
      data: { name, updatedAt: now },
    });
    return count > 0;
  });
}

/**
 * Replaces what a window is, unless it runs (update-window.ts ends that first). What its new times have at this moment begins
 * now. Throws like insertWindow.
 */
export async function replaceWindow({
  scope,
  id,
  fields,
  now,
}: Target & { fields: WindowFields }): Promise<"replaced" | "runs" | "absent"> {
  return transaction(async (tx) => {
    const own = { id, teamId: scope.teamId };
    if ((await tx.window.updateMany({ where: own, data: { updatedAt: now } })).count === 0) return "absent";
    const before = await tx.window.findUniqueOrThrow({ where: { id } });
    if (isRunning(before, now)) return "runs";
    const wanted = await soundScope(tx, { scope, wanted: fields.scope, before: readScope(before.scope) });
    await tx.window.update({ where: { id }, data: toColumns({ ...fields, scope: wanted }, now) });
    return "replaced";
  });
}

/**
 * Ends the occurrence that a window has now: nothing more is covered by it, and closeWindow ends what is. Returns its row, or
 * null if it has none.
 */
export async function endOccurrence({ scope, id, now }: Target): Promise<WindowRecord | null> {
  const { client } = await database();
  const running = { id, teamId: scope.teamId, fromAt: { lte: now }, toAt: { gt: now } };
  const { count } = await transaction((tx) =>
    // Not tried: closeWindow has to look for what it covers.
    tx.window.updateMany({
      where: running,
      data: { toAt: now, openedAt: now, triedAt: null, updatedAt: now },
    }),
  );
  return count === 0 ? null : client.window.findFirst({ where: { id, teamId: scope.teamId } });
}

/** Deletes a window unless it runs. */
export async function deleteWindowRow({ scope, id, now }: Target): Promise<"deleted" | "runs" | "absent"> {
  const own = { id, teamId: scope.teamId };
  return transaction(async (tx) => {
    const rests = [{ fromAt: null }, { fromAt: { gt: now } }, { toAt: { lte: now } }];
    const { count } = await tx.window.deleteMany({ where: { ...own, OR: rests } });
    if (count > 0) return "deleted";
    return (await tx.window.count({ where: own })) > 0 ? "runs" : "absent";
  });
}

function toColumns({ scope, times, isActive, name }: WindowFields, now: Date) {
  const first = isActive ? firstOccurrence(times, now.getTime()) : null;
  // What has already begun covers from now on.
  const from = first && { ...first, fromMs: Math.max(first.fromMs, now.getTime()) };
  return {
    ...{ name, isActive, scope: JSON.stringify(scope), times: JSON.stringify(times) },
    ...occurrenceColumns(from),
    problem: null,
  };
}
