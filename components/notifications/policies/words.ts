import type { PolicyView } from "@/lib/events/policies/schema";

type Match = PolicyView["match"];
type Plan = Pick<PolicyView, "steps" | "reminder" | "severity">;
export type ChannelNames = ReadonlyMap<number, string>;

const KIND_WORDS = { offline: "outages", metric: "alerts" } as const;
const EVERYTHING = "everything";
const DAYS = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
const NTH = ["1st", "2nd", "3rd", "4th", "5th"];

/** Which incidents a policy is for: "Outages of machines tagged web or db, 22:00–07:00 (Europe/Berlin)". */
export function matchWords({ machines, kinds, rules, severity, when }: Match): string {
  const what = severity === null ? whatWords({ kinds, rules }) : `${severity} ${whatWords({ kinds, rules }, "incidents")}`;
  const where = machineWords(machines);
  const words = where === null ? what : what === EVERYTHING ? where : `${what} of ${where}`;
  return `${capitalised(words)}${when === null ? "" : `, ${timesWords(when)}`}`;
}

function whatWords({ kinds, rules }: Pick<Match, "kinds" | "rules">, all = EVERYTHING): string {
  if (rules !== null) return `alerts of ${rules.length === 1 ? "1 rule" : `${rules.length} rules`}`;
  const [kind, ...others] = kinds ?? [];
  return kind === undefined || others.length > 0 ? all : KIND_WORDS[kind];
}

function machineWords(machines: Match["machines"]): string | null {
  if ("tags" in machines) return `machines tagged ${machines.tags.join(" or ")}`;
  if ("machines" in machines)
    return machines.machines.length === 1 ? "1 machine" : `${machines.machines.length} machines`;
  return null;
}

/** Stretches of time that recur: "22:00–07:00 on Fridays (Europe/Berlin)". */
export function timesWords({
  from,
  until,
  lasts,
  days,
  zone,
  starts_on,
  ends_on,
}: NonNullable<Match["when"]>): string {
  const stretch = until === undefined ? `from ${from} for ${lasts}` : `${from}–${until}`;
  const range = [starts_on && ` from ${starts_on}`, ends_on && ` to ${ends_on}`].filter(Boolean).join("");
  return `${stretch}${dayWords(days)}${range} (${zone})`;
}

function dayWords(days: NonNullable<Match["when"]>["days"]): string {
  if (days === undefined) return " every day";
  if ("day_of_month" in days)
    return days.day_of_month === -1
      ? " on the last day of the month"
      : ` on day ${days.day_of_month} of the month`;
  if ("nth" in days) {
    const which = days.nth === -1 ? "last" : NTH[days.nth - 1];
    return ` on the ${which} ${DAYS[days.weekday - 1]?.slice(0, -1)} of the month`;
  }
  const named = days.weekdays.map((day) => DAYS[day - 1]);
  const list =
    days.weekdays.join() === "1,2,3,4,5"
      ? "weekdays"
      : days.weekdays.join() === "6,7"
        ? "weekends"
        : named.join(", ");
  return "every_weeks" in days ? ` on ${list}, every ${days.every_weeks} weeks` : ` on ${list}`;
}

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
export function channelWords(channels: Plan["steps"][number]["channels"], names: ChannelNames): string {
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
  return shown.length === 0 ? "in no policy: no outages and no alerts" : shown.join("; ");
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
