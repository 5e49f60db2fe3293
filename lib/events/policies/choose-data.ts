import type { Tx } from "@/lib/db/client";
import { type ChosenPolicy, choosePolicy } from "./choose-policy";
import { inForce, listTeamPolicies } from "./data";
import type { Matched } from "./match";
import type { Step } from "./plan";

/** An incident that opens. */
export type Opening = Omit<Matched, "machine"> & { incidentId: number; teamId: number; machineId: number };

/**
 * The policies that incidents follow from their opening on, by incident, and the teams that have any. A team without one is in
 * neither: there every channel is notified of everything at once.
 */
export async function choosePolicies(
  tx: Tx,
  { teamIds, openings, nowMs }: { teamIds: readonly number[]; openings: readonly Opening[]; nowMs: number },
): Promise<{ chosen: Map<number, ChosenPolicy>; teamIds: Set<number> }> {
  const chosen = new Map<number, ChosenPolicy>();
  if (teamIds.length === 0) return { chosen, teamIds: new Set() };
  const stored = await listTeamPolicies(tx, teamIds);
  const routed = openings.filter(({ teamId }) => stored.has(teamId));
  if (routed.length === 0) return { chosen, teamIds: new Set(stored.keys()) };
  const policies = new Map([...stored].map(([teamId, rows]) => [teamId, inForce(rows)]));
  const machines = await tx.machine.findMany({
    where: { id: { in: [...new Set(routed.map(({ machineId }) => machineId))] } },
    select: { id: true, tags: true },
  });
  const tagsById = new Map(machines.map(({ id, tags }) => [id, tagsOf(tags)]));
  for (const { incidentId, teamId, machineId, ...incident } of routed) {
    const choice = choosePolicy({
      policies: policies.get(teamId) ?? [],
      incident: { ...incident, machine: { id: machineId, tags: tagsById.get(machineId) ?? [] } },
      atMs: nowMs,
    });
    if (choice !== null) chosen.set(incidentId, choice);
  }
  return { chosen, teamIds: new Set(stored.keys()) };
}

function tagsOf(json: string): string[] {
  const tags: unknown = JSON.parse(json);
  return Array.isArray(tags) ? tags.map(String) : [];
}

/** Which of these incidents follow a policy. */
export async function listFollowing(tx: Tx, incidentIds: readonly number[]): Promise<Set<number>> {
  if (incidentIds.length === 0) return new Set();
  const rows = await tx.incident.findMany({
    where: { id: { in: [...incidentIds] }, policyVersionId: { not: null } },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** The first step of the default policies of these teams; a team that has not changed its own is left out. */
export async function findDefaultSteps(tx: Tx, teamIds: readonly number[]): Promise<Map<number, Step>> {
  const stored = await listTeamPolicies(tx, teamIds);
  return new Map(
    [...stored].flatMap(([teamId, policies]) => {
      const first = inForce(policies).find(({ isDefault }) => isDefault)?.plan.steps[0];
      return first === undefined ? [] : [[teamId, first]];
    }),
  );
}
