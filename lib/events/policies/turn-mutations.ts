import type { Database, Tx } from "@/lib/db/client";

/** What became of a turn: it notified somebody or nobody could be, somebody had acknowledged, it was over, or others had been reached. */
export const TURN_ENDINGS = ["told", "nobody", "acknowledged", "snoozed", "over", "reached"] as const;
export type TurnEnding = (typeof TURN_ENDINGS)[number];

export type NewTurn = { incidentId: number; key: string; dueMs: number; ending: TurnEnding | null };

/** Identifies a turn before it has an id. */
export function turnName({ incidentId, key }: Pick<NewTurn, "incidentId" | "key">): string {
  return `${incidentId}:${key}`;
}

/** Adds turns; what has been decided already is ended at `nowMs`. Returns their ids by `turnName`. */
export async function insertTurns(
  tx: Tx,
  { engine, turns, nowMs }: { engine: Database["engine"]; turns: readonly NewTurn[]; nowMs: number },
): Promise<Map<string, number>> {
  if (turns.length === 0) return new Map();
  const rows = await engine.bulkInsert(tx, {
    table: "turns",
    columns: { incident_id: "int", key: "text", due_ms: "bigint", ended_at: "time", ending: "text" },
    rows: turns.map(({ incidentId, key, dueMs, ending }) => [
      incidentId,
      key,
      dueMs,
      ending === null ? null : nowMs,
      ending,
    ]),
    returning: ["id", "incident_id", "key"],
  });
  return new Map(
    rows.map(({ id, incident_id, key }) => [
      turnName({ incidentId: Number(incident_id), key: String(key) }),
      Number(id),
    ]),
  );
}

/** Ends turns of locked machines that have not ended. */
export async function endTurns(
  tx: Tx,
  { ids, ending, nowMs }: { ids: readonly number[]; ending: TurnEnding; nowMs: number },
): Promise<void> {
  if (ids.length === 0) return;
  await tx.turn.updateMany({
    where: { id: { in: [...ids] }, endedAt: null },
    data: { endedAt: new Date(nowMs), ending },
  });
}

/** Ends all that is still to come of these incidents, which are over. */
export async function endTurnsOf(
  tx: Tx,
  { incidentIds, nowMs }: { incidentIds: readonly number[]; nowMs: number },
): Promise<void> {
  if (incidentIds.length === 0) return;
  await tx.turn.updateMany({
    where: { incidentId: { in: [...incidentIds] }, endedAt: null },
    data: { endedAt: new Date(nowMs), ending: "over" satisfies TurnEnding },
  });
}

/** Lets turns that have not ended come at another moment of heard time. */
export async function moveTurns(
  tx: Tx,
  { ids, dueMs }: { ids: readonly number[]; dueMs: number },
): Promise<void> {
  await tx.turn.updateMany({ where: { id: { in: [...ids] }, endedAt: null }, data: { dueMs } });
}

/** Lets what comes next after these turns come now, where nothing of them arrived and nothing is on its way any more. */
export async function passOn(
  tx: Tx,
  { turnIds, heardMs }: { turnIds: readonly number[]; heardMs: number },
): Promise<void> {
  if (turnIds.length === 0) return;
  const live = await tx.delivery.findMany({
    where: { turnId: { in: [...turnIds] }, state: { notIn: ["suppressed", "dead"] } },
    select: { turnId: true },
  });
  const isLive = new Set(live.map(({ turnId }) => turnId));
  const silent = await tx.turn.findMany({
    where: { id: { in: turnIds.filter((id) => !isLive.has(id)) } },
    select: { incidentId: true },
  });
  if (silent.length === 0) return;
  await tx.turn.updateMany({
    where: {
      incidentId: { in: silent.map(({ incidentId }) => incidentId) },
      endedAt: null,
      dueMs: { gt: heardMs },
      OR: [{ key: { startsWith: "step:" } }, { key: "fallback" }],
    },
    data: { dueMs: heardMs },
  });
}
