import type { DeliveryState } from "./states";

/** What must be known of a delivery to say when it is attempted next. Times by the hub's clock. */
export type WaitingDelivery = {
  id: bigint;
  channelId: number | null;
  machineId: number | null;
  state: DeliveryState;
  nextAttemptAtMs: number | null;
};

/** No attempt is planned further ahead than this; one that is was planned under a wrong clock, and is due. */
export const MAX_RETRY_DELAY_MS = 6 * 3_600_000;

/** The first delivery of each line: what is sent to one channel about one machine is sent in order. */
export type FirstOfLines = ReadonlyMap<string, WaitingDelivery>;

/** Of these deliveries, the first of each line that still waits or is being sent. */
export function firstOfLines(deliveries: readonly WaitingDelivery[]): FirstOfLines {
  const first = new Map<string, WaitingDelivery>();
  for (const delivery of deliveries) {
    const known = first.get(lineOf(delivery));
    if (isWaiting(delivery) && (known === undefined || delivery.id < known.id))
      first.set(lineOf(delivery), delivery);
  }
  return first;
}

/**
 * Decides when a delivery is attempted next: with the first of its line, and never in the past. `nowMs` means as soon as
 * a worker may: a destination that does not answer is left alone for up to a minute. Null: it is over.
 */
export function decideNextAttempt({
  delivery,
  first,
  nowMs,
}: {
  delivery: WaitingDelivery;
  first: FirstOfLines;
  nowMs: number;
}): number | null {
  if (!isWaiting(delivery)) return null;
  const { state, nextAttemptAtMs } = first.get(lineOf(delivery)) ?? delivery;
  if (state === "sending" || nextAttemptAtMs === null) return nowMs;
  return nextAttemptAtMs > nowMs + MAX_RETRY_DELAY_MS ? nowMs : Math.max(nowMs, nextAttemptAtMs);
}

function isWaiting({ state }: WaitingDelivery): boolean {
  return state === "pending" || state === "sending";
}

function lineOf({ channelId, machineId }: WaitingDelivery): string {
  return `${channelId} ${machineId}`;
}
