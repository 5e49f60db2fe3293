import type { Tx } from "@/lib/db/client";
import type { MachineEvent } from "@/lib/events/event";
import { partOf } from "@/lib/events/types";
import { countOutages, listFlaps } from "./data";
import { decideFlap } from "./decide";
import { insertFlap, prolongFlap } from "./mutations";

/**
 * Marks the changes of flapping machines, inside the transaction that made them: the alert for the third outage within
 * the window says that the machine is flapping, and further changes are held until it has been stable for the window.
 */
export async function holdFlappingChanges({
  tx,
  events,
  windowMs,
  heardMs,
  nowMs,
}: {
  tx: Tx;
  /** Of one machine, in the order in which they happened. */
  events: readonly MachineEvent[];
  /** 0: no machine starts flapping. Machines that are flapping already stay so until a worker has sent their state. */
  windowMs: number;
  heardMs: number;
  nowMs: number;
}): Promise<MachineEvent[]> {
  if (events.length === 0) return [];
  const idsOf = (some: readonly MachineEvent[]) => [...new Set(some.map(({ machineId }) => machineId))];
  const flaps = await listFlaps(tx, idsOf(events));
  const flapping = new Set(flaps.keys());
  const outages = await countOutages(tx, {
    machineIds: windowMs === 0 ? [] : idsOf(events.filter(({ type }) => partOf(type) === "opens")),
    since: new Date(nowMs - windowMs),
  });
  const steadyMs = heardMs + windowMs;
  const marked: MachineEvent[] = [];
  for (const event of events) {
    const { machineId, incidentId, type } = event;
    const recent = outages.get(machineId) ?? { count: 0, firstAtMs: nowMs };
    const decision = decideFlap({
      event: type,
      isFlapping: flapping.has(machineId),
      recentOutages: recent.count,
    });
    if (decision.kind === "told") marked.push(event);
    else if (decision.kind === "held") {
      await prolongFlap(tx, { machineId, isOutage: partOf(type) === "opens", steadyMs });
      marked.push({ ...event, circumstances: { ...event.circumstances, isMachineFlapping: true } });
    } else {
      flapping.add(machineId);
      const startedAtMs = recent.firstAtMs;
      await insertFlap(tx, { machineId, incidentId, startedAtMs, outages: recent.count, steadyMs });
      marked.push({ ...event, facts: { ...event.facts, flapping: begins({ recent, windowMs }) } });
    }
  }
  return marked;
}

function begins({ recent, windowMs }: { recent: { count: number; firstAtMs: number }; windowMs: number }) {
  return {
    outages: recent.count,
    since: new Date(recent.firstAtMs).toISOString(),
    held_for_ms: windowMs,
    is_over: false,
  };
}
