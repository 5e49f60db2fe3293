import { type OutageEventType, partOf } from "@/lib/events/types";
import type { MachineStatus } from "@/lib/heartbeat/machine-status";

/** So many outages within the window, and a machine flaps. */
const OUTAGES_TO_FLAP = 3;

export type FlapDecision =
  /** The change is told like any other. */
  | { kind: "told" }
  /** It is told, and says that what follows is held. */
  | { kind: "begins" }
  /** It is held: how the machine stands is told once it has been steady for the window. */
  | { kind: "held" };

/** What becomes of a machine's change. */
export function decideFlap({
  event,
  isFlapping,
  recentOutages,
}: {
  event: OutageEventType;
  isFlapping: boolean;
  /** The machine's outages that began within the window, this one among them. */
  recentOutages: number;
}): FlapDecision {
  if (isFlapping) return { kind: "held" };
  return partOf(event) === "opens" && recentOutages >= OUTAGES_TO_FLAP
    ? { kind: "begins" }
    : { kind: "told" };
}

export type SteadyDecision =
  | { kind: "tell_online" }
  | { kind: "tell_offline" }
  /** Nothing was held that has not been told, or nobody wants to know. */
  | { kind: "silent" };

/** What is told of a machine that has been steady for the window. */
export function decideSteady({
  status,
  toldIncidentId,
  openIncidentId,
}: {
  status: MachineStatus;
  /** The outage whose notice said that the machine flaps. */
  toldIncidentId: number;
  openIncidentId: number | null;
}): SteadyDecision {
  if (status === "online") return { kind: "tell_online" };
  if (status !== "offline" || openIncidentId === null || openIncidentId === toldIncidentId)
    return { kind: "silent" };
  return { kind: "tell_offline" };
}
