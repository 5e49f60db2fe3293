/** A sent message that shows something which is no longer true. */
export type StaleMessage = { id: number; paceKey: string };

/** Messages under one pace key (those of a chat), all together, are edited no more often than this. */
export const REDRAW_EVERY_MS = 10_000;
// An edit must not compete with a message that a chat has just got, or with what may follow at once.
const QUIET_MS = 3_000;

/**
 * Picks the one message to edit now, or null: the latest one of the chat that has waited longest, if nothing waits to
 * be sent there and nothing has just been. One at a time, so that the receivers' limits remain for alerts.
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
  /** When a message of a chat was last edited. */
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
