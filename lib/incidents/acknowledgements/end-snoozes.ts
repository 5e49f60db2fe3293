import type { Database } from "@/lib/db/client";
import type { HubRow } from "@/lib/db/engine";
import { transaction } from "@/lib/db/transaction";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import type { AlertEvent, MachineEvent } from "@/lib/events/event";
import { SWEEP_LIMIT } from "@/lib/heartbeat/constants";
import { stillFiringEvent } from "../record/alert-event";
import { toAlertSource, toEventSource } from "../record/event-source";
import { toToldFiring } from "../record/firing";
import { type IncidentKind, readKind } from "../record/kinds";
import { stillOfflineEvent } from "../record/machine-event";
import { toToldOutage } from "../record/outage";
import { restartTurns } from "../turns/restart-turns";
import { listOverdueSnoozes, type OverdueSnooze } from "./data";
import { decideSnoozeEnd } from "./decide";
import { endAcknowledgements } from "./mutations";

export type EndedSnoozes = { ended: number; told: number };

/**
 * Ends the snoozes whose time is over, at most SWEEP_LIMIT of them, and sends reminders about the incidents that
 * are still open, in one transaction.
 */
export async function endSnoozes(database: Database): Promise<EndedSnoozes> {
  const { client, engine } = database;
  const hub = await engine.readHub(client);
  const found = (await listOverdueSnoozes(client, hub))
    .filter((snooze) => endOf({ snooze, hub }) !== "waits")
    .slice(0, SWEEP_LIMIT);
  if (found.length === 0) return { ended: 0, told: 0 };
  return transaction(async (tx) => {
    await engine.openCommit(tx);
    await engine.lockMachines(
      tx,
      found.map(({ machine }) => machine.id),
    );
    // Read again: another worker, a recovery or a person may have been faster.
    const fresh = await engine.readHub(tx);
    const { nowMs } = fresh;
    const snoozes = await listOverdueSnoozes(tx, { nowMs, ids: found.map(({ id }) => id) });
    const over = snoozes.filter((snooze) => endOf({ snooze, hub: fresh }) !== "waits");
    const stillOpen = over.filter((snooze) => endOf({ snooze, hub: fresh }) === "tells");
    const events = stillOpen.map((snooze) => REMINDERS[readKind(snooze.incident.kind)]({ snooze, nowMs }));
    await endAcknowledgements(tx, { ids: over.map(({ id }) => id), ending: "over", nowMs });
    await restartTurns(tx, {
      incidentIds: stillOpen.map(({ incident }) => incident.id),
      heardMs: fresh.heardMs,
    });
    await recordEvents({ tx, engine, events, nowMs });
    return { ended: over.length, told: events.length };
  }, database);
}

function endOf({ snooze, hub }: { snooze: OverdueSnooze; hub: HubRow }) {
  const { incident, machine } = snooze;
  const graceIntervalMs = Number(machine.graceIntervalMs);
  return decideSnoozeEnd({ isOpen: incident.openKey !== null, snooze, graceIntervalMs, hub }).kind;
}

type Reminder = (asked: { snooze: OverdueSnooze; nowMs: number }) => MachineEvent | AlertEvent;

/** The reminder about an incident that outlasts a snooze. */
const REMINDERS: Record<IncidentKind, Reminder> = {
  offline({ snooze, nowMs }) {
    const { machine, incident } = snooze;
    const source = toEventSource({ machine, incident: toToldOutage(incident), nowMs });
    return stillOfflineEvent(source, { snooze });
  },
  metric({ snooze, nowMs }) {
    const { machine, incident } = snooze;
    const source = toAlertSource({ machine, incident: toToldFiring(incident), nowMs });
    return stillFiringEvent(source, { snooze });
  },
};
