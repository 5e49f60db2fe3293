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
