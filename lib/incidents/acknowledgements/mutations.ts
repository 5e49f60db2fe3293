import { type Database, database, type Tx } from "@/lib/db/client";
import type { HubRow } from "@/lib/db/engine";
import type { AcknowledgementRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import type { ChatScope, TeamScope } from "@/lib/people/teams/scope";
import { restartTurns } from "../turns/restart-turns";
import type { ENDINGS, Way } from "./constants";
import { type AcknowledgeDecision, decideAcknowledge, decideUndo, type TakeBackDecision } from "./decide";

/**
 * Who acknowledges an incident: a person of the hub, somebody in a linked chat by their name there, or whoever has pressed
 * the button of a message, by the name of its channel.
 */
export type Actor = { userId: number | null; name: string; via: Way };

// Keeps transactions short: on SQLite, reports wait for them.
const BATCH_SIZE = 20;

type Targets = { scope: TeamScope | ChatScope; incidentIds: readonly number[]; by: Actor };

/**
 * For what must be done once even if it is requested twice: called in the last transaction, which does nothing if it
 * returns false.
 */
type Claim = (tx: Tx) => Promise<boolean>;

/** The outcome, and the acknowledgement that is active now; null: none. */
export type AcknowledgeOutcome = AcknowledgeDecision & { held: AcknowledgementRecord | null };
export type TakeBackOutcome = TakeBackDecision & { held: AcknowledgementRecord | null };

/**
 * Acknowledges incidents of the team, until a time or without an end. Returns the outcome for each incident that
 * exists. A recovery at the same moment either comes first, and there is nothing left to acknowledge, or ends the
 * acknowledged outage.
 */
export function acknowledge({
  scope,
  incidentIds,
  by,
  until,
  claim,
  on,
}: Targets & { until: Date | null; claim?: Claim; on?: Database }): Promise<Map<number, AcknowledgeOutcome>> {
  return onIncidents({ scope, incidentIds, claim, on }, async ({ tx, hub, incidentId, isOpen, held }) => {
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

/** Unacknowledges incidents of the team. Returns the outcome for each incident that exists. */
export function takeBack({ scope, incidentIds, by }: Targets): Promise<Map<number, TakeBackOutcome>> {
  return onIncidents({ scope, incidentIds }, async ({ tx, hub, incidentId, isOpen, held }) => {
    const decision = decideUndo({ isOpen, held: held && { isSnooze: held.until !== null } });
    if (decision.kind !== "taken_back" || held === null) return { ...decision, held };
    const ended = { ids: [held.id], ending: "taken_back", endedBy: by.name, nowMs: hub.nowMs } as const;
    await endAcknowledgements(tx, ended);
    await restartTurns(tx, { incidentIds: [incidentId], heardMs: hub.heardMs });
    return { ...decision, held: null };
  });
}

type Locked = {
  tx: Tx;
  hub: HubRow;
  incidentId: number;
  isOpen: boolean;
  held: AcknowledgementRecord | null;
};

/**
 * Runs with the current state of each incident, a few per transaction, with their machines locked: whatever closes an
 * incident locks its machine first. Returns the outcome for each incident that exists.
 */
async function onIncidents<T>(
  {
    scope,
    incidentIds,
    claim,
    on,
  }: Pick<Targets, "scope" | "incidentIds"> & { claim?: Claim; on?: Database },
  run: (locked: Locked) => Promise<T>,
): Promise<Map<number, T>> {
  const { client, engine } = on ?? (await database());
  // Outside the transactions, which begin with a write: an incident never moves to another machine.
  const known = await client.incident.findMany({
    where: { id: { in: [...incidentIds] }, machine: { teamId: scope.teamId } },
    select: { id: true, machineId: true },
    orderBy: { id: "asc" },
  });
  const outcomes = new Map<number, T>();
  for (let start = 0; start < known.length; start += BATCH_SIZE) {
    const few = known.slice(start, start + BATCH_SIZE);
    const isLast = start + BATCH_SIZE >= known.length;
    const done = await transaction(async (tx) => {
      if (isLast && claim !== undefined && !(await claim(tx))) return [];
      const hub = await engine.openCommit(tx);
      await engine.lockMachines(
        tx,
        few.map(({ machineId }) => machineId),
      );
      const incidents = await tx.incident.findMany({
        where: { id: { in: few.map(({ id }) => id) } },
        select: { id: true, openKey: true, acknowledgement: true },
      });
      const came: [number, T][] = [];
      for (const { id, openKey, acknowledgement: held } of incidents)
        came.push([id, await run({ tx, hub, incidentId: id, isOpen: openKey !== null, held })]);
      return came;
    }, on);
    for (const [id, outcome] of done) outcomes.set(id, outcome);
  }
  return outcomes;
}

/** Ends active acknowledgements; those that have ended meanwhile stay as they are. */
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
