import type { PolicyView } from "@/lib/events/policies/schema";

type Plan = Pick<PolicyView, "steps" | "reminder" | "severity">;
export type ChannelNames = ReadonlyMap<number, string>;

/** Who is notified, and when: "Ops at once; Anna 10m later, unless acknowledged; reminded every 1h, 6 times at most". */
export function planWords({ steps, reminder, severity }: Plan, names: ChannelNames): string {
  const words = steps.map(({ wait, channels }, index) => {
    const whom = channelWords(channels, names);
    if (isNothing(wait)) return index === 0 ? `${whom} at once` : `${whom} at the same time`;
    return index === 0 ? `${whom} after ${wait}` : `${whom} ${wait} later, unless acknowledged`;
  });
  if (reminder !== null) words.push(`reminded every ${reminder.every}, ${timesOf(reminder.at_most)} at most`);
  if (severity !== null) words.push(`as ${severity === "critical" ? "critical" : "a warning"}`);
  return words.join("; ");
}

/** The channels of a step by their names. */
function channelWords(channels: Plan["steps"][number]["channels"], names: ChannelNames): string {
  if (channels === "all") return "every channel";
  const known = channels.flatMap((id) => names.get(id) ?? []);
  return known.length === 0 ? "nobody" : known.join(", ");
}

/** What a channel is notified of, for its row; null: of everything at once, as every channel of the team. */
export function roleWords(channelId: number, policies: readonly PolicyView[]): string | null {
  const active = policies.filter(({ is_active: isActive }) => isActive);
  const roles = active.map((policy) => roleIn(channelId, policy));
  if (roles.every((role) => role?.isAtOnce === true) && active.length === 1) return null;
  const shown = roles.flatMap((role) => role?.words ?? []);
  return shown.length === 0 ? "In no policy: no outages and no alerts" : capitalised(shown.join("; "));
}

function roleIn(channelId: number, { is_default: isDefault, name, steps }: PolicyView) {
  const index = steps.findIndex(({ channels }) => channels === "all" || channels.includes(channelId));
  if (index === -1) return null;
  const isAtOnce = steps.slice(0, index + 1).every(({ wait }) => isNothing(wait));
  const what = isDefault ? "everything else" : name;
  return { isAtOnce, words: `${what} ${isAtOnce ? "at once" : `in step ${index + 1}`}` };
}

export function isNothing(wait: string): boolean {
  return /^0[smhd]?$/.test(wait);
}

function timesOf(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
