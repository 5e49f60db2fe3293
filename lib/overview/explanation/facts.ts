import type { DeliveryState } from "@/lib/events/deliveries/states";
import type { MassSilence } from "@/lib/events/mass-words";
import type { TurnEnding } from "@/lib/events/policies/turn-mutations";
import type { EventType } from "@/lib/events/types";
import type { BlindStretch } from "@/lib/heartbeat/blind";
import type { MachineStatus } from "@/lib/heartbeat/machine-status";
import type { Act } from "@/lib/incidents/acknowledgements/act";
import type { Resolution } from "@/lib/incidents/record/kinds";
import type { FiringView } from "@/lib/incidents/schema";

export type ExplainedDelivery = {
  id: number;
  event: EventType;
  channelName: string;
  state: DeliveryState;
  /** Why it was not sent, or what it waits for if that is known, as a sentence. */
  reasonText: string | null;
  createdAtMs: number;
  finishedAtMs: number | null;
  /** Never in the past; null: it is over. */
  nextAttemptAtMs: number | null;
  attemptCount: number;
  /** Nothing has got through to its channel for a minute or longer. */
  isChannelFailing: boolean;
  lastAnswer: string | null;
};

/** The policy that an incident follows. */
export type ExplainedPolicy = {
  name: string;
  /** Its version when the incident opened. */
  number: number;
  /** How many reminders it has. */
  reminders: number;
  /** `atMs`: when the turn ended or, if the hub hears, will come. */
  turns: readonly { key: string; ending: TurnEnding | null; atMs: number }[];
};

export type ExplainedIncident = {
  id: number;
  startedAtMs: number;
  detectedAtMs: number;
  resolvedAtMs: number | null;
  resolution: Resolution | null;
  /** Of an outage: the threshold at that time; null: a rule fired. */
  thresholdMs: number | null;
  /** The rule that fired; null: an outage. */
  firing: FiringView | null;
  /** The mass silence that it was part of, or null. */
  mass: MassSilence | null;
  deliveries: readonly ExplainedDelivery[];
  /** False: its deliveries have been deleted (RETENTION_EVENTS). */
  eventsKept: boolean;
  /** Oldest first. */
  acts: readonly Act[];
  /** Null: it follows none. */
  policy: ExplainedPolicy | null;
};

/** Everything that is known about a machine around a time. Times by the hub's clock, in milliseconds. */
export type ExplainedFacts = {
  name: string;
  status: MachineStatus;
  createdAtMs: number;
  lastSeenAtMs: number | null;
  /**
   * When it will be declared offline if the hub keeps receiving reports, not before the end of a pause; null unless it
   * is online.
   */
  deadlineAtMs: number | null;
  /** A pause or a maintenance window covers it now. */
  isPaused: boolean;
  /** When its latest pause or maintenance window ended or will end. Null: there was none. */
  pausedUntilMs: number | null;
  /** The name of the maintenance window that covers it now; null: a person has paused it, or nothing covers it. */
  window: string | null;
  /** The name of the maintenance window that covered it at the time; null: none did. */
  windowThen: string | null;
  /** The current threshold. */
  thresholdMs: number;
  /** A stop that its latest report announced, and how long it may last, as far as that is believed; null: none. */
  announced: { reason: string; plannedMs: number } | null;
  /** The outage that covers the time, or null. */
  incident: ExplainedIncident | null;
  /** The reports with a sample before and after the time, as far as samples are kept. */
  reportBeforeMs: number | null;
  reportAfterMs: number | null;
  /** Individual reports before this are no longer kept. */
  keptSinceMs: number;
  /**
   * Stretches in which the hub could not receive reports, between the last report before the time and the end of that
   * silence.
   */
  blind: readonly BlindStretch[];
};
