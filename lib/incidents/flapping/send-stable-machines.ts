import type { Database, Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import type { MachineEvent } from "@/lib/events/event";
import { readStatus } from "@/lib/heartbeat/machine-status";
import { toEventSource } from "../record/event-source";
import { offlineEvent, onlineEvent } from "../record/machine-event";
import { toToldOutage } from "../record/outage";
import { findForSteady, listSteady } from "./data";
import { decideSteady } from "./decide";
import { endFlap } from "./mutations";

const LIMIT = 200;

/** Sends the state of flapping machines that have been stable for the window. Returns how many there were. */
export async function sendStableMachines({
  database,
  windowMs,
}: {
  database: Database;
  windowMs: number;
}): Promise<number> {
  const { client } = database;
  const { heardMs } = await client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
  const machineIds = await listSteady(client, {
    heardMs: stableUntil({ heardMs: Number(heardMs), windowMs }),
    limit: LIMIT,
  });
  for (const machineId of machineIds) await settle({ database, machineId, windowMs });
  return machineIds.length;
}

/** The heard time up to which machines count as stable: all of them once changes are no longer held. */
function stableUntil({ heardMs, windowMs }: { heardMs: number; windowMs: number }): number {
  return windowMs === 0 ? Number.MAX_SAFE_INTEGER : heardMs;
}

function settle({
  database: { engine, ...rest },
  machineId,
  windowMs,
}: {
  database: Database;
  machineId: number;
  windowMs: number;
}): Promise<void> {
  return transaction(
    async (tx) => {
      const { heardMs, nowMs } = await engine.openCommit(tx);
      const flap = await endFlap(tx, {
        machineId,
        heardMs: stableUntil({ heardMs, windowMs }),
        now: new Date(nowMs),
      });
      if (flap === null) return;
      const event = await stableEvent(tx, { flap, windowMs, nowMs });
      if (event !== null) await recordEvents({ tx, engine, events: [event], nowMs });
    },
    { engine, ...rest },
  );
}

async function stableEvent(
  tx: Tx,
  {
    flap: { machineId, incidentId, startedAt, outages },
    windowMs,
    nowMs,
  }: {
    flap: { machineId: number; incidentId: number; startedAt: Date; outages: number };
    windowMs: number;
    nowMs: number;
  },
): Promise<MachineEvent | null> {
  const found = await findForSteady(tx, { machineId, sentIncidentId: incidentId });
  if (found === null) return null;
  const { machine, told, latest } = found;
  const decision = decideSteady({
    status: readStatus(machine.status),
    sentIncidentId: incidentId,
    openIncidentId: latest.openKey === null ? null : latest.id,
  });
  if (decision.kind === "silent") return null;
  // The recovery belongs to the outage whose alert said so; if the machine is offline, the alert is about the latest
  // one.
  const incident = decision.kind === "tell_online" ? told : latest;
  const source = toEventSource({ machine, incident: toToldOutage(incident), nowMs });
  const event =
    decision.kind === "tell_online"
      ? onlineEvent(source, { resolvedAtMs: latest.resolvedAt?.getTime() ?? nowMs })
      : offlineEvent(source);
  const flapping = { outages, since: startedAt.toISOString(), held_for_ms: windowMs, is_over: true };
  return { ...event, facts: { ...event.facts, flapping } };
}
