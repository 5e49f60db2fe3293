/** What came of taking so many outages at once, as a sentence. */
export function takenWords({
  taken,
  of,
  isSnooze,
}: {
  taken: number;
  of: number;
  isSnooze: boolean;
}): string {
  const left = of - taken;
  if (taken === 0) return "Nothing was left to take: each is over, or somebody is on it.";
  const done = isSnooze
    ? `${countOutages(taken)} snoozed. What still lasts then is told once more.`
    : `You are on ${countOutages(taken)}. Each recovery is told as ever.`;
  return left === 0
    ? done
    : `${done} ${left} more ${left === 1 ? "is" : "are"} over, or somebody is on ${left === 1 ? "it" : "them"} already.`;
}

export function countOutages(count: number): string {
  return count === 1 ? "1 outage" : `${count} outages`;
}
