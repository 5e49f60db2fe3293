import type { Database, Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import type { AlertEvent, MachineEvent } from "@/lib/events/event";
import { readStatus } from "@/lib/heartbeat/machine-status";
import { firingEvent, resolvedEvent } from "../record/alert-event";
import { toAlertSource, toEventSource } from "../record/event-source";
import { toToldFiring } from "../record/firing";
import { OUTAGE, readAlertEnd } from "../record/kinds";
import { offlineEvent, onlineEvent } from "../record/machine-event";
import { toToldOutage } from "../record/outage";
import { findForSteady, findForSteadyAlert, listSteady } from "./data";
import { decideSteady, decideSteadyAlert } from "./decide";
import { withFlapping } from "./hold-flapping-changes";
import { endFlap, type FlapKey, insertFlap } from "./mutations";

const LIMIT = 200;

/** Sends the state of what has flapped and been stable for the window: machines, and rules on them. Returns how many there were. */
export async function sendStableMachines({
  database,
  windowMs,
}: {
  database: Database;
  windowMs: number;
}): Promise<number> {
  const { client } = database;
  const { heardMs } = await client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
  const steady = await listSteady(client, {
    heardMs: stableUntil({ heardMs: Number(heardMs), windowMs }),
    limit: LIMIT,
  });
  for (const key of steady) await settle({ database, key, windowMs });
  return steady.length;
}

/** The heard time up to which something counts as stable: everything once changes are no longer held. */
function stableUntil({ heardMs, windowMs }: { heardMs: number; windowMs: number }): number {
  return windowMs === 0 ? Number.MAX_SAFE_INTEGER : heardMs;
}

function settle({
  database: { engine, ...rest },
  key,
  windowMs,
}: {
  database: Database;
  key: FlapKey;
  windowMs: number;
}): Promise<void> {
  return transaction(
    async (tx) => {
      const { heardMs, nowMs } = await engine.openCommit(tx);
      const flap = await endFlap(tx, {
        ...key,
        heardMs: stableUntil({ heardMs, windowMs }),
        now: new Date(nowMs),
      });
      if (flap === null) return;
      const event = await stableEvent(tx, { flap, windowMs, heardMs, nowMs });
      if (event !== null) await recordEvents({ tx, engine, events: [event], nowMs });
    },
    { engine, ...rest },
  );
}

type Flap = FlapKey & { incidentId: number; startedAt: Date; outages: number };
type Stable = { flap: Flap; windowMs: number; heardMs: number; nowMs: number };

async function stableEvent(tx: Tx, stable: Stable): Promise<MachineEvent | AlertEvent | null> {
  const { flap, windowMs } = stable;
  const event = flap.about === OUTAGE ? await stableMachine(tx, stable) : await stableAlert(tx, stable);
  const { outages, startedAt } = flap;
  const flapping = { outages, since: startedAt.toISOString(), held_for_ms: windowMs, is_over: true };
  return event && withFlapping(event, flapping);
}

async function stableMachine(
  tx: Tx,
  { flap: { machineId, incidentId }, nowMs }: Stable,
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
  return decision.kind === "tell_online"
    ? onlineEvent(source, { resolvedAtMs: latest.resolvedAt?.getTime() ?? nowMs })
    : offlineEvent(source);
}

async function stableAlert(tx: Tx, { flap, windowMs, heardMs, nowMs }: Stable): Promise<AlertEvent | null> {
  const { machineId, about, incidentId, startedAt, outages } = flap;
  const found = await findForSteadyAlert(tx, { machineId, sentIncidentId: incidentId });
  if (found === null) return null;
  const { machine, told, latest } = found;
  const decision = decideSteadyAlert({
    status: readStatus(machine.status),
    sentIncidentId: incidentId,
    openIncidentId: latest.openKey === null ? null : latest.id,
  });
  switch (decision.kind) {
    case "silent":
      return null;
    case "waits":
      await insertFlap(tx, {
        machineId,
        about,
        incidentId,
        startedAtMs: startedAt.getTime(),
        outages,
        steadyMs: heardMs + windowMs,
      });
      return null;
    case "tell_firing":
      return firingEvent(toAlertSource({ machine, incident: toToldFiring(latest), nowMs }));
    case "tell_resolved": {
      const source = toAlertSource({ machine, incident: toToldFiring(told), nowMs });
      const resolution = readAlertEnd(latest.resolution);
      return resolvedEvent(source, {
        resolvedAtMs: latest.resolvedAt?.getTime() ?? nowMs,
        resolution,
        value: latest.firing?.resolvedValue ?? null,
      });
    }
  }
}
