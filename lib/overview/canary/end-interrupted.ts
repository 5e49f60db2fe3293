import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import { toEventSource } from "@/lib/incidents/record/event-source";
import { onlineEvent } from "@/lib/incidents/record/machine-event";
import { resolvedMs } from "@/lib/incidents/record/mutations";
import { listInterrupted } from "./data";
import { ABANDONED_AFTER_MS } from "./decide";
import { retireMachines } from "./mutations";

export type EndedCanaries = { ended: number; told: number };

/**
 * Ends the tests that no process plays now, because the process that played them was killed or could not go on: their
 * machines are no longer watched, and channels that got the simulated alert get its recovery, in one transaction.
 */
export async function endInterrupted(database: Database): Promise<EndedCanaries> {
  const { client, engine } = database;
  const aliveBefore = ({ nowMs }: { nowMs: number }) => new Date(nowMs - ABANDONED_AFTER_MS);
  const hub = await engine.readHub(client);
  const found = await listInterrupted(client, { aliveBefore: aliveBefore(hub) });
  if (found.length === 0) return { ended: 0, told: 0 };
  return transaction(async (tx) => {
    const fresh = await engine.openCommit(tx);
    const { nowMs } = fresh;
    const foundIds = found.map(({ id }) => id);
    await engine.lockMachines(tx, foundIds);
    // Read again: another worker may have been faster.
    const left = await listInterrupted(tx, { aliveBefore: aliveBefore(fresh), machineIds: foundIds });
    const closed = await retireMachines(tx, {
      machineIds: left.map(({ id }) => id),
      nowMs,
    });
    const events = left.flatMap((machine) => {
      const incident = closed.get(machine.id);
      if (incident === undefined) return [];
      const resolvedAtMs = resolvedMs({ nowMs, detectedMs: incident.detectedAtMs });
      return [onlineEvent(toEventSource({ machine, incident, nowMs }), { resolvedAtMs })];
    });
    await recordEvents({ tx, engine, events, nowMs });
    return { ended: left.length, told: events.length };
  }, database);
}
