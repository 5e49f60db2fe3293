import { database, type Tx } from "../db/client";
import type { HubRow } from "../db/engine";
import type { AcknowledgementRecord } from "../db/models";
import { transaction } from "../db/transaction";
import type { ChatScope, TeamScope } from "../teams/scope";
import type { ENDINGS, Way } from "./constants";
import { type AcknowledgeDecision, decideAcknowledge, decideTakeBack, type TakeBackDecision } from "./decide";

/** Who says something of an incident: a person of the hub, or somebody in a linked chat by the name they have there. */
export type Actor = { userId: number | null; name: string; via: Way };

type Target = { scope: TeamScope | ChatScope; incidentId: number; by: Actor };

/** What came of it, and what holds now; null: nobody is on it. */
export type AcknowledgeOutcome = AcknowledgeDecision & { held: AcknowledgementRecord | null };
export type TakeBackOutcome = TakeBackDecision & { held: AcknowledgementRecord | null };

/**
 * Says that somebody is on the team's incident, until a time or for good. Null: there is no such incident. A recovery that
 * comes at the same moment is either first, and there is nothing to acknowledge any more, or ends what was acknowledged.
 */
export function acknowledge({
  scope,
  incidentId,
  by,
  until,
}: Target & { until: Date | null }): Promise<AcknowledgeOutcome | null> {
  return onIncident({ scope, incidentId }, async ({ tx, hub, isOpen, held }) => {
    const isSnooze = until !== null;
    const found = { isOpen, held: held && { isSnooze: held.until !== null } };
    const decision = decideAcknowledge({ ...found, isSnooze });
    if (decision.kind === "closed" || decision.kind === "already_acknowledged") return { ...decision, held };
    if (held !== null)
      await endAcknowledgements(tx, { ids: [held.id], ending: "replaced", nowMs: hub.nowMs });
    const data = {
      incidentId,
      holdsFor: incidentId,
      ...by,
      createdAt: new Date(hub.nowMs),
      until,
      untilMs: until && BigInt(hub.heardMs + Math.max(0, until.getTime() - hub.nowMs)),
    };
    return { ...decision, held: await tx.acknowledgement.create({ data }) };
  });
}

/** Takes back that anybody is on the team's incident. Null: there is no such incident. */
export function takeBack({ scope, incidentId, by }: Target): Promise<TakeBackOutcome | null> {
  return onIncident({ scope, incidentId }, async ({ tx, hub, isOpen, held }) => {
    const decision = decideTakeBack({ isOpen, held: held && { isSnooze: held.until !== null } });
    if (decision.kind !== "taken_back" || held === null) return { ...decision, held };
    const ended = { ids: [held.id], ending: "taken_back", endedBy: by.name, nowMs: hub.nowMs } as const;
    await endAcknowledgements(tx, ended);
    return { ...decision, held: null };
  });
}

type Locked = { tx: Tx; hub: HubRow; isOpen: boolean; held: AcknowledgementRecord | null };

/** Runs with the incident as it is, its machine locked: whatever closes an incident locks the machine first. */
async function onIncident<T>(
  { scope, incidentId }: Pick<Target, "scope" | "incidentId">,
  run: (locked: Locked) => Promise<T>,
): Promise<T | null> {
  const { client, engine } = await database();
  const where = { id: incidentId, machine: { teamId: scope.teamId } };
  // Outside the transaction, which begins with a write: an incident never changes its machine.
  const known = await client.incident.findFirst({ where, select: { machineId: true } });
  if (known === null) return null;
  return transaction(async (tx) => {
    const hub = await engine.openCommit(tx);
    await engine.lockMachines(tx, [known.machineId]);
    const incident = await tx.incident.findUnique({
      where: { id: incidentId },
      select: { openKey: true, acknowledgement: true },
    });
    if (incident === null) return null;
    return run({ tx, hub, isOpen: incident.openKey !== null, held: incident.acknowledgement });
  });
}

/** Ends acknowledgements that hold; those that ended meanwhile stay as they are. */
export async function endAcknowledgements(
  tx: Tx,
  {
    ids,
    ending,
    endedBy = null,
    nowMs,
  }: {
    ids: readonly number[];
    ending: (typeof ENDINGS)[number];
    endedBy?: string | null;
    nowMs: number;
  },
): Promise<void> {
  await tx.acknowledgement.updateMany({
    where: { id: { in: [...ids] }, holdsFor: { not: null } },
    data: { holdsFor: null, endedAt: new Date(nowMs), ending, endedBy },
  });
}
