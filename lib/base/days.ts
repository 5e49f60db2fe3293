import { z } from "zod";

const MAX_WEEKS = 52;

/** A day of the calendar: "2026-03-29". */
export const daySchema = z.iso.date("must be a day such as 2026-03-29");

const weekdaySchema = z.int().min(1).max(7).meta({ description: "1 is Monday, 7 is Sunday" });
const weekdaysSchema = z
  .array(weekdaySchema)
  .min(1, "must name at least one day")
  .transform((days) => [...new Set(days)].sort((a, b) => a - b));

/** On which days: some of every week, some of every n-th week, a day of the month, or its n-th Monday. */
export const daysSchema = z.union(
  [
    z.strictObject({ weekdays: weekdaysSchema }),
    z.strictObject({ every_weeks: z.int().min(2).max(MAX_WEEKS), weekdays: weekdaysSchema }),
    z.strictObject({
      day_of_month: z
        .int()
        .refine((day) => day === -1 || (day >= 1 && day <= 31), "must be 1 to 31, or -1 for the last"),
    }),
    z.strictObject({
      nth: z
        .int()
        .refine((nth) => nth === -1 || (nth >= 1 && nth <= 5), "must be 1 to 5, or -1 for the last"),
      weekday: weekdaySchema,
    }),
  ],
  {
    error:
      'must be {"weekdays": [1, 5]}, {"every_weeks": 2, "weekdays": [7]}, {"day_of_month": 1} or {"nth": 1, "weekday": 2}',
  },
);

/** The same as the API shows it. */
export const daysViewSchema = z.union([
  z.object({ every_weeks: z.int(), weekdays: z.array(z.int()) }),
  z.object({ weekdays: z.array(z.int()) }),
  z.object({ day_of_month: z.int() }),
  z.object({ nth: z.int(), weekday: z.int() }),
]);

export type Days = z.output<typeof daysSchema>;

/** Days since 1970-01-01, a Thursday. */
export type DayNumber = number;

export const DAY_MS = 86_400_000;

/** The number of a day such as "2026-03-29". */
export function dayNumber(day: string): DayNumber {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** Whether `day` is one of `days`. Weeks begin on Monday, and every n-th one is counted from the week of `startsOn`. */
export function isOneOf(day: DayNumber, days: Days | undefined, startsOn: DayNumber | undefined): boolean {
  if (days === undefined) return true;
  if ("every_weeks" in days) {
    const weeks = (mondayOf(day) - mondayOf(startsOn ?? 0)) / 7;
    return weeks % days.every_weeks === 0 && days.weekdays.includes(weekdayOf(day));
  }
  if ("weekdays" in days) return days.weekdays.includes(weekdayOf(day));
  const date = new Date(day * DAY_MS).getUTCDate();
  const isLast = (step: number) => new Date((day + step) * DAY_MS).getUTCDate() <= step;
  if ("day_of_month" in days) return days.day_of_month === -1 ? isLast(1) : date === days.day_of_month;
  if (weekdayOf(day) !== days.weekday) return false;
  return days.nth === -1 ? isLast(7) : Math.ceil(date / 7) === days.nth;
}

/** 1 is Monday, 7 is Sunday. */
function weekdayOf(day: DayNumber): number {
  return day - mondayOf(day) + 1;
}

function mondayOf(day: DayNumber): DayNumber {
  return Math.floor((day + 3) / 7) * 7 - 3;
}
