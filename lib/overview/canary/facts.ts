import type { DeliveryReason, DeliveryState } from "@/lib/events/deliveries/states";
import type { OutageEventType } from "@/lib/events/types";

export type CanaryDelivery = {
  event: OutageEventType;
  channelName: string;
  /** Null: the channel was deleted, or the team has none. */
  channelType: string | null;
  state: DeliveryState;
  reason: DeliveryReason | null;
  /** Why it was not sent, as a sentence. */
  reasonText: string | null;
  createdAtMs: number;
  finishedAtMs: number | null;
  lastAnswer: string | null;
};

/** What is known about a test. Times by the hub's clock, in milliseconds. */
export type CanaryFacts = {
  startedAtMs: number;
  /** The latest sign of life of the process that plays its machine. */
  aliveAtMs: number;
  reportedAtMs: number | null;
  /** When its outage was recorded. */
  detectedAtMs: number | null;
  returnedAtMs: number | null;
  endedAtMs: number | null;
  problem: string | null;
  deliveries: readonly CanaryDelivery[];
};
