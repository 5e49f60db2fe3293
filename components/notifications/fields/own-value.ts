import type { ChannelView } from "@/lib/notifications/channels/schema";

/** What a channel has in a field of its type's own, as a form shows it; undefined: nothing. */
export function ownValue(channel: ChannelView | null, name: string): string | number | undefined {
  const [, value] = Object.entries(channel ?? {}).find(([field]) => field === name) ?? [];
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}
