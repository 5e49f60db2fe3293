import { env } from "@/lib/base/env";
import { type Database, database, type Tx } from "@/lib/db/client";
import { readWord } from "@/lib/db/stored";
import { transaction } from "@/lib/db/transaction";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import type { AlertEvent } from "@/lib/events/event";
import { holdFlappingChanges } from "@/lib/incidents/flapping/hold-flapping-changes";
import { resolvedEvent } from "@/lib/incidents/record/alert-event";
import { toAlertSource } from "@/lib/incidents/record/event-source";
import { closeFirings } from "@/lib/incidents/record/firing-mutations";
import { findEndingMachines, listEnding } from "./ending-data";
import { forgetStates } from "./ending-mutations";
import { ENDINGS } from "./endings";

/** Keeps each transaction short, because on SQLite reports wait for it. */
const MACHINES_AT_ONCE = 20;

/**
 * Closes what rules have opened and no longer stand behind, a few machines at a time, and tells those who were notified. A
 * machine that reports meanwhile closes its own. Returns how many were closed.
 */
export async function endAlerts({
  ruleId,
  ...given
}: {
  /** Only of this rule. */
  ruleId?: number;
  database?: Database;
  flapWindowMs?: number;
} = {}): Promise<number> {
  const on = given.database ?? (await database());
  const flapWindowMs = given.flapWindowMs ?? env().flapWindowMs;
  let closed = 0;
  for (;;) {
    const machineIds = await findEndingMachines(on.client, { ruleId, limit: MACHINES_AT_ONCE });
    if (machineIds.length === 0) return closed;
    closed += await endOn({ database: on, machineIds, ruleId, flapWindowMs });
  }
}

function endOn({
  database: on,
  machineIds,
  ruleId,
  flapWindowMs,
}: {
  database: Database;
  machineIds: readonly number[];
  ruleId: number | undefined;
  flapWindowMs: number;
}): Promise<number> {
  const { engine } = on;
  return transaction(async (tx) => {
    const { heardMs, nowMs } = await engine.openCommit(tx);
    await engine.lockMachines(tx, machineIds);
    const ending = await listEnding(tx, { machineIds, ruleId });
    const events = await close(tx, { ending, nowMs });
    await forgetStates(tx, ending);
    const changes = await holdFlappingChanges({ tx, events, windowMs: flapWindowMs, heardMs, nowMs });
    await recordEvents({ tx, engine, events: changes, nowMs });
    return events.length;
  }, on);
}

type EndingRow = Awaited<ReturnType<typeof listEnding>>[number];

async function close(
  tx: Tx,
  { ending, nowMs }: { ending: readonly EndingRow[]; nowMs: number },
): Promise<AlertEvent[]> {
  const ended = ending.flatMap(({ incidentId, machine, ending: word }) =>
    incidentId === null || word === null
      ? []
      : [{ incidentId, machine, resolution: readWord(ENDINGS, word), value: null }],
  );
  const closed = await closeFirings({ tx, ended, nowMs });
  return ended.flatMap(({ incidentId, machine, resolution }) => {
    const incident = closed.get(incidentId);
    if (incident === undefined) return [];
    const source = toAlertSource({ machine, incident, nowMs });
    const { resolvedAtMs } = incident;
    return [resolvedEvent(source, { resolvedAtMs, resolution, value: null })];
  });
}
