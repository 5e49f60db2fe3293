import { type AlertEventType, type OutageEventType, partOf } from "@/lib/events/types";
import type { MachineStatus } from "@/lib/heartbeat/machine-status";

/** A machine with this many outages within the window is flapping; so is a rule that fires as often on one target of it. */
const OUTAGES_TO_FLAP = 3;

export type FlapDecision =
  /** The change is sent like any other. */
  | { kind: "told" }
  /** It is sent, and says that further changes are held. */
  | { kind: "begins" }
  /** It is held: the machine's state is sent once it has been stable for the window. */
  | { kind: "held" };

/** Decides whether a machine's change is sent or held. */
export function decideFlap({
  event,
  isFlapping,
  recentOutages,
}: {
  event: OutageEventType | AlertEventType;
  isFlapping: boolean;
  /** The machine's outages, or alerts of the rule, that began within the window, including this one. */
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
  /** Every change that was held has been sent, or nobody needs to know. */
  | { kind: "silent" };

/** Decides what is sent about a machine that has been stable for the window. */
export function decideSteady({
  status,
  sentIncidentId,
  openIncidentId,
}: {
  status: MachineStatus;
  /** The outage whose alert said that the machine is flapping. */
  sentIncidentId: number;
  openIncidentId: number | null;
}): SteadyDecision {
  if (status === "online") return { kind: "tell_online" };
  if (status !== "offline" || openIncidentId === null || openIncidentId === sentIncidentId)
    return { kind: "silent" };
  return { kind: "tell_offline" };
}

export type SteadyAlertDecision =
  | { kind: "tell_resolved" }
  | { kind: "tell_firing" }
  /** Every change that was held has been sent, or nobody needs to know. */
  | { kind: "silent" }
  /** Whether it still fires is not known before the machine reports again. */
  | { kind: "waits" };

/** Decides what is sent about a rule that has been stable on a machine's target for the window. */
export function decideSteadyAlert({
  status,
  sentIncidentId,
  openIncidentId,
}: {
  status: MachineStatus;
  /** The incident whose alert said that it is flapping. */
  sentIncidentId: number;
  openIncidentId: number | null;
}): SteadyAlertDecision {
  if (status === "disabled") return { kind: "silent" };
  if (openIncidentId === null) return { kind: "tell_resolved" };
  if (status !== "online") return { kind: "waits" };
  return { kind: openIncidentId === sentIncidentId ? "silent" : "tell_firing" };
}
