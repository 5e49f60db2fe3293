/**
 * How many outages nobody is on, and plainly how many of all are shown: the hub sends a hundred of them, those that nobody
 * is on first.
 */
export function offlineNote({ shown, total, free }: { shown: number; total: number; free: number }): string {
  const isCut = total > shown;
  const them = isCut ? "these" : "them";
  const taken =
    free === 0
      ? `Somebody is on each of ${them}.`
      : free === shown
        ? `Nobody is on any of ${them}.`
        : `Nobody is on ${free} of ${isCut ? them : shown}.`;
  return isCut
    ? `Only ${shown} of ${total} are shown here, those that nobody is on first, then the longest. ${taken}`
    : taken;
}
