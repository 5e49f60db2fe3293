export const EVENT_TYPES = [
  "machine.offline",
  "machine.online",
  "machine.still_offline",
  "alert.firing",
  "alert.resolved",
  "hub.deaf",
  "hub.heard",
  "channel.failed",
  "test",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Whether an event tells how an outage went on or ended: nobody hears that who was not told of the outage. */
export function followsOutage(event: string): boolean {
  return event === "machine.online" || event === "machine.still_offline";
}
