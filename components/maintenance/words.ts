import { formatDuration, parseDuration } from "@/lib/base/duration";
import type { WindowView } from "@/lib/machines/windows/schema";

type Times = WindowView["times"];
type Recurring = Extract<Times, { zone: string }>;
type Days = NonNullable<Recurring["days"]>;

const WEEKDAYS = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
const ORDINALS = ["first", "second", "third", "fourth", "fifth"];

/** Whether times happen on one day only. */
export function isOnce(times: Times): boolean {
  return !("zone" in times) || (times.starts_on !== undefined && times.starts_on === times.ends_on);
}

/** When a window recurs, and for how long: "Sundays at 02:00 for 2h"; "Once, for 2h". */
export function timesWords(times: Times): string {
  if (!("zone" in times)) {
    return `Once, for ${formatDuration(Date.parse(times.to_at) - Date.parse(times.from_at))}`;
  }
  const length = times.lasts === undefined ? `until ${times.until}` : `for ${times.lasts}`;
  if (isOnce(times)) return `Once, ${length}`;
  return `${daysWords(times.days)} at ${times.from} ${length}`;
}

/** On which days: "Every day", "Mondays and Fridays", "Every month on the second Tuesday". */
export function daysWords(days: Days | undefined): string {
  if (days === undefined) return "Every day";
  if ("day_of_month" in days) {
    return days.day_of_month === -1
      ? "Every month on its last day"
      : `Every month on the ${ordinal(days.day_of_month)}`;
  }
  if ("nth" in days) {
    const which = days.nth === -1 ? "last" : ORDINALS[days.nth - 1];
    return `Every month on the ${which} ${WEEKDAYS[days.weekday - 1]?.slice(0, -1)}`;
  }
  const named = listed(days.weekdays.map((day) => WEEKDAYS[day - 1] ?? ""));
  if (!("every_weeks" in days)) return days.weekdays.length === 7 ? "Every day" : named;
  return `Every ${days.every_weeks} weeks on ${named}`;
}

/** How many milliseconds a stretch lasts as its times say; null: they are no times. */
export function lengthMs(times: Recurring): number | null {
  if (times.lasts !== undefined) return parseDuration(times.lasts);
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  const length = minutes(times.until ?? times.from) - minutes(times.from);
  return (length > 0 ? length : length + 1_440) * 60_000;
}

/** How a clock change alters an occurrence: "1h longer: clocks change"; null: it does not. */
export function changeWords(changedS: number): string | null {
  if (changedS === 0) return null;
  return `${formatDuration(Math.abs(changedS) * 1_000)} ${changedS > 0 ? "longer" : "shorter"}: clocks change`;
}

function listed(names: string[]): string {
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
}

function ordinal(day: number): string {
  const ending = day > 10 && day < 14 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return `${day}${ending}`;
}
