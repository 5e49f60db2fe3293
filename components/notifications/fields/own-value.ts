import type { ChannelView } from "@/lib/notifications/channels/schema";

/**
 * A value of the API as people type it: a list with an entry on each line, names with their values as `name: value`;
 * undefined: it is nothing that is typed.
 */
export function asTyped(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(String).join("\n");
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value)
    .map(([name, each]) => `${name}: ${each}`)
    .join("\n");
}

/** What the API says about a channel under this name; undefined: nothing. */
export function ownFact(channel: ChannelView | null, name: string): unknown {
  return Object.entries(channel ?? {}).find(([field]) => field === name)?.[1];
}
