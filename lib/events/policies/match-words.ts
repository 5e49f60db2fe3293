import type { PolicyView } from "./schema";

type Match = PolicyView["match"];

const KIND_WORDS = { offline: "outages", metric: "alerts" } as const;
const EVERYTHING = "everything";
const DAYS = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
const NTH = ["1st", "2nd", "3rd", "4th", "5th"];

/** Which incidents a policy is for: "Outages of machines tagged web or db, 22:00–07:00 (Europe/Berlin)". */
export function matchWords({ machines, kinds, rules, severity, when }: Match): string {
  const what =
    severity === null
      ? whatWords({ kinds, rules })
      : `${severity} ${whatWords({ kinds, rules }, "incidents")}`;
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

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
