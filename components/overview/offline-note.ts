/** How many of the offline machines shown are unacknowledged, and how many of all are shown: the hub sends at most a hundred. */
export function offlineNote({
  shown,
  total,
  unacknowledged,
}: {
  shown: number;
  total: number;
  unacknowledged: number;
}): string {
  if (total <= shown) {
    return unacknowledged === 0 ? "All acknowledged" : `${unacknowledged} of ${shown} unacknowledged`;
  }
  const note =
    unacknowledged === 0
      ? "All of these are acknowledged."
      : unacknowledged === shown
        ? "All of these are unacknowledged."
        : `${unacknowledged} of these ${unacknowledged === 1 ? "is" : "are"} unacknowledged.`;
  return `Showing ${shown} of ${total}: unacknowledged first, then the longest. ${note}`;
}
