import type { ChannelView } from "@/lib/notifications/channels/schema";

/** The value of a channel's own field, as a form shows it; undefined: no value. */
export function ownValue(channel: ChannelView | null, name: string): string | number | undefined {
  const value = ownFact(channel, name);
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

/** What the API says about a channel under this name; undefined: nothing. */
export function ownFact(channel: ChannelView | null, name: string): unknown {
  return Object.entries(channel ?? {}).find(([field]) => field === name)?.[1];
}
