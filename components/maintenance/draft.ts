import { type ScopeDraft, scopeDraftOf } from "@/components/parts/scope/scope-field";
import { toLocalInput } from "@/components/ui/local-input";
import { formatDuration } from "@/lib/base/duration";
import type { WindowView } from "@/lib/machines/windows/schema";
import { daysWords, isOnce, lengthMs } from "./words";

type Times = WindowView["times"];
type Days = NonNullable<Extract<Times, { zone: string }>["days"]>;

const DAY_MS = 86_400_000;

/** How often a window comes; "kept": on days that the form cannot say, which stay as they are. */
export type Repeats = "once" | "daily" | "weekly" | "fortnightly" | "day_of_month" | "nth_weekday" | "kept";

/** What the form of a window holds: text as it was typed. */
export type Draft = ScopeDraft & {
  name: string;
  date: string;
  time: string;
  lasts: string;
  repeats: Repeats;
  weekdays: number[];
  /** Days that the form cannot say. */
  kept: Days | null;
  endsOn: string | undefined;
  zone: string;
};

/** What the form of a new window shows: tonight at two, once. */
export function firstDraft({ nowMs, zone }: { nowMs: number; zone: string }): Draft {
  const date = toLocalInput(new Date(nowMs + DAY_MS)).slice(0, 10);
  return {
    ...{ name: "", scope: "all", tags: [], machines: [], date, time: "02:00", lasts: "2h" },
    ...{ repeats: "once", weekdays: [weekdayOf(date)], kept: null, endsOn: undefined, zone },
  };
}

/** What the form shows of a window. `zone` is the browser's, in which a window between two instants is edited. */
export function draftOf({ name, scope, times, from_at: next }: WindowView, zone: string): Draft {
  const shared = { name, ...scopeDraftOf(scope), kept: null, endsOn: undefined };
  if (!("zone" in times)) {
    const [date = "", time = ""] = toLocalInput(new Date(times.from_at)).split("T");
    const lasts = formatDuration(Date.parse(times.to_at) - Date.parse(times.from_at));
    return {
      ...shared,
      date,
      time: time.slice(0, 5),
      lasts,
      repeats: "once",
      weekdays: [weekdayOf(date)],
      zone,
    };
  }
  const date = times.starts_on ?? (next ?? new Date().toISOString()).slice(0, 10);
  const { days } = times;
  const weekdays = days !== undefined && "weekdays" in days ? days.weekdays : [weekdayOf(date)];
  const repeats = isOnce(times) ? "once" : repeatsOf(days, date);
  return {
    ...shared,
    ...{ date, time: times.from, lasts: formatDuration(lengthMs(times) ?? 0), repeats, weekdays },
    ...{ kept: days ?? null, endsOn: isOnce(times) ? undefined : times.ends_on, zone: times.zone },
  };
}

function repeatsOf(days: Days | undefined, date: string): Repeats {
  if (days === undefined) return "daily";
  if ("every_weeks" in days) return days.every_weeks === 2 ? "fortnightly" : "kept";
  if ("weekdays" in days) return "weekly";
  if ("day_of_month" in days) return days.day_of_month === dayOfMonth(date) ? "day_of_month" : "kept";
  return days.nth === nthOf(date) && days.weekday === weekdayOf(date) ? "nth_weekday" : "kept";
}

/** The times that a form says. */
export function timesOf({ date, time, lasts, zone, endsOn, ...draft }: Draft) {
  const days = draft.repeats === "once" ? undefined : daysOf({ date, ...draft });
  const end = draft.repeats === "once" ? date : endsOn;
  return {
    ...{ zone, from: time, lasts, starts_on: date },
    ...(days !== undefined && { days }),
    ...(end !== undefined && { ends_on: end }),
  };
}

function daysOf({ repeats, date, weekdays, kept }: Pick<Draft, "repeats" | "date" | "weekdays" | "kept">) {
  switch (repeats) {
    case "weekly":
      return { weekdays };
    case "fortnightly":
      return { every_weeks: 2, weekdays };
    case "day_of_month":
      return { day_of_month: dayOfMonth(date) };
    case "nth_weekday":
      return { nth: nthOf(date), weekday: weekdayOf(date) };
    case "kept":
      return kept ?? undefined;
    default:
      return undefined;
  }
}

/** The choices of how often it comes, in words that name the day of its date. */
export function repeatsChoices(
  draft: Pick<Draft, "date" | "kept" | "repeats">,
): { repeats: Repeats; label: string }[] {
  const monthly = (days: Days) => daysWords(days);
  return [
    { repeats: "once", label: "Once" },
    { repeats: "daily", label: "Every day" },
    { repeats: "weekly", label: "Every week" },
    { repeats: "fortnightly", label: "Every second week" },
    { repeats: "day_of_month", label: monthly({ day_of_month: dayOfMonth(draft.date) }) },
    {
      repeats: "nth_weekday",
      label: monthly({ nth: nthOf(draft.date), weekday: weekdayOf(draft.date) }),
    },
    ...(draft.kept !== null && draft.repeats === "kept"
      ? [{ repeats: "kept" as const, label: daysWords(draft.kept) }]
      : []),
  ];
}

/** The name of a window to which nobody has given one. */
export function nameOf(draft: Draft): string {
  if (draft.name.trim() !== "") return draft.name;
  const { repeats, date } = draft;
  if (repeats === "once") return `Maintenance on ${date} at ${draft.time}`;
  const days = daysOf(draft);
  return `Maintenance ${daysWords(days).replace(/^E/, "e")} at ${draft.time}`;
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

function dayOfMonth(date: string): number {
  return Number(date.slice(8)) || 1;
}

function nthOf(date: string): number {
  return Math.ceil(dayOfMonth(date) / 7);
}
