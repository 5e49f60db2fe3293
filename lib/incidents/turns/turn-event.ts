import type { AlertEvent, MachineEvent } from "@/lib/events/event";
import type { PolicyFacts } from "@/lib/events/facts";
import { firingEvent, stillFiringEvent } from "../record/alert-event";
import { toAlertSource, toEventSource } from "../record/event-source";
import { toToldFiring } from "../record/firing";
import { OUTAGE, readKind } from "../record/kinds";
import { offlineEvent, stillOfflineEvent } from "../record/machine-event";
import { toToldOutage } from "../record/outage";
import type { DueTurn } from "./data";

type Asked = {
  turn: DueTurn;
  /** Whether its channels hear of the incident for the first time. */
  isFirst: boolean;
  channelIds: readonly number[];
  policy: PolicyFacts;
  nowMs: number;
};

/** The event with which a turn notifies these channels. */
export function turnEvent({ turn, isFirst, channelIds, policy, nowMs }: Asked): MachineEvent | AlertEvent {
  const own = { id: turn.id, channelIds };
  const { machine, ...incident } = turn.incident;
  if (readKind(incident.kind) === OUTAGE) {
    const source = toEventSource({ machine, incident: toToldOutage(incident), nowMs });
    const event = isFirst ? offlineEvent(source) : stillOfflineEvent(source, { policy });
    return { ...event, facts: { ...event.facts, policy }, turn: own };
  }
  const source = toAlertSource({ machine, incident: toToldFiring(incident), nowMs });
  const event = isFirst ? firingEvent(source) : stillFiringEvent(source, { policy });
  return { ...event, facts: { ...event.facts, policy }, turn: own };
}
