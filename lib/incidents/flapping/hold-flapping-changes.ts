import type { Tx } from "@/lib/db/client";
import type { AlertEvent, MachineEvent } from "@/lib/events/event";
import { isAlertEvent, partOf } from "@/lib/events/types";
import { METRIC, OUTAGE } from "../record/kinds";
import { aboutOf, aboutOfIncident } from "./about";
import { listFlaps, listRecent } from "./data";
import { decideFlap } from "./decide";
import { insertFlap, prolongFlap } from "./mutations";

type Change = MachineEvent | AlertEvent;

/**
 * Marks the changes of what flaps, inside the transaction that made them: the alert for the third outage within the window
 * says that the machine is flapping, and further changes are held until it has been stable for the window. The same for
 * each rule and target of a machine.
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
  events: readonly Change[];
  /** 0: nothing starts flapping. What is flapping already stays so until a worker has sent its state. */
  windowMs: number;
  heardMs: number;
  nowMs: number;
}): Promise<Change[]> {
  if (events.length === 0) return [];
  const keyOf = (event: Change) => `${event.machineId}:${aboutOf(event)}`;
  const flaps = await listFlaps(tx, [...new Set(events.map(({ machineId }) => machineId))]);
  const flapping = new Set(flaps.map(({ machineId, about }) => `${machineId}:${about}`));
  const recent =
    windowMs === 0 ? new Map<string, Recent>() : await countRecent({ tx, events, windowMs, nowMs });
  const steadyMs = heardMs + windowMs;
  const marked: Change[] = [];
  for (const event of events) {
    const { machineId, incidentId, type } = event;
    const key = keyOf(event);
    const about = aboutOf(event);
    const { count, firstAtMs } = recent.get(key) ?? { count: 0, firstAtMs: nowMs };
    const decision = decideFlap({ event: type, isFlapping: flapping.has(key), recentOutages: count });
    if (decision.kind === "told") marked.push(event);
    else if (decision.kind === "held") {
      await prolongFlap(tx, { machineId, about, opens: partOf(type) === "opens", steadyMs });
      marked.push({ ...event, circumstances: { ...event.circumstances, isMachineFlapping: true } });
    } else {
      flapping.add(key);
      await insertFlap(tx, {
        machineId,
        about,
        incidentId,
        startedAtMs: firstAtMs,
        outages: count,
        steadyMs,
      });
      const since = new Date(firstAtMs).toISOString();
      marked.push(withFlapping(event, { outages: count, since, held_for_ms: windowMs, is_over: false }));
    }
  }
  return marked;
}

/** The event with what it says of the flapping. */
export function withFlapping(event: Change, flapping: NonNullable<Change["facts"]["flapping"]>): Change {
  return isAlert(event)
    ? { ...event, facts: { ...event.facts, flapping } }
    : { ...event, facts: { ...event.facts, flapping } };
}

function isAlert(event: Change): event is AlertEvent {
  return isAlertEvent(event.type);
}

type Recent = { count: number; firstAtMs: number };

/** How often what these events open has begun within the window, and when first. */
async function countRecent({
  tx,
  events,
  windowMs,
  nowMs,
}: {
  tx: Tx;
  events: readonly Change[];
  windowMs: number;
  nowMs: number;
}): Promise<Map<string, Recent>> {
  const opening = events.filter(({ type }) => partOf(type) === "opens");
  const kinds = new Set(opening.map((event) => (isAlert(event) ? METRIC : OUTAGE)));
  const rows = await listRecent(tx, {
    machineIds: [...new Set(opening.map(({ machineId }) => machineId))],
    kinds: [...kinds],
    since: new Date(nowMs - windowMs),
  });
  const recent = new Map<string, Recent>();
  for (const { machineId, startedAt, firing } of rows) {
    const key = `${machineId}:${aboutOfIncident(firing)}`;
    const atMs = startedAt.getTime();
    const { count, firstAtMs } = recent.get(key) ?? { count: 0, firstAtMs: atMs };
    recent.set(key, { count: count + 1, firstAtMs: Math.min(firstAtMs, atMs) });
  }
  return recent;
}
