const MORNING_HOUR = 8;

/** Eight o'clock of the next day in the viewer's zone; before that hour, of the day that has begun. */
export function nextMorning(nowMs: number): Date {
  const morning = new Date(nowMs);
  morning.setHours(MORNING_HOUR, 0, 0, 0);
  if (morning.getTime() <= nowMs) morning.setDate(morning.getDate() + 1);
  return morning;
}
