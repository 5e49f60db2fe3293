/** A message that was sent, in which something stands that is not so any more. */
export type StaleMessage = { id: number; paceKey: string };

/** Messages under one pace key (those of a chat) are drawn anew no more often, all of them together. */
export const REDRAW_EVERY_MS = 10_000;
// A notice that has just gone to a chat, and what may follow it at once, are not to be crowded.
const QUIET_MS = 3_000;

/**
 * The one message to draw anew now, or null: the latest of the chat that has waited longest, where nothing waits to be
 * told and nothing has just been. One at a time, so that the receivers' limits are there for what is told.
 */
export function planRedraw<Message extends StaleMessage>({
  stale,
  busyKeys,
  sent,
  drawnAtMs,
  nowMs,
}: {
  stale: readonly Message[];
  /** Where something waits, is on its way, or does not get through. */
  busyKeys: ReadonlySet<string>;
  sent: readonly { paceKey: string; atMs: number }[];
  /** When a message of a chat was last drawn anew. */
  drawnAtMs: ReadonlyMap<string, number>;
  nowMs: number;
}): Message | null {
  const crowded = new Set(sent.filter(({ atMs }) => atMs > nowMs - QUIET_MS).map(({ paceKey }) => paceKey));
  const lastMs = ({ paceKey }: Message) => drawnAtMs.get(paceKey) ?? Number.NEGATIVE_INFINITY;
  const free = stale.filter(
    (message) =>
      !busyKeys.has(message.paceKey) &&
      !crowded.has(message.paceKey) &&
      lastMs(message) <= nowMs - REDRAW_EVERY_MS,
  );
  return (
    free.sort((a, b) => (lastMs(a) < lastMs(b) ? -1 : lastMs(a) > lastMs(b) ? 1 : b.id - a.id))[0] ?? null
  );
}
