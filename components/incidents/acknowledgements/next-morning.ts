const MORNING_HOUR = 8;

/** The next eight o'clock in the morning in the viewer's zone. */
export function nextMorning(nowMs: number): Date {
  const morning = new Date(nowMs);
  morning.setHours(MORNING_HOUR, 0, 0, 0);
  if (morning.getTime() <= nowMs) morning.setDate(morning.getDate() + 1);
  return morning;
}
