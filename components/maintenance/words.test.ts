import { expect, it } from "vitest";
import { changeWords, timesWords } from "./words";

const NIGHT = { zone: "Europe/Berlin", from: "02:00", lasts: "2h" };

it.each([
  [NIGHT, "Every day at 02:00 for 2h"],
  [{ ...NIGHT, days: { weekdays: [1, 2, 3, 4, 5, 6, 7] } }, "Every day at 02:00 for 2h"],
  [{ ...NIGHT, days: { weekdays: [1, 3, 7] } }, "Mondays, Wednesdays and Sundays at 02:00 for 2h"],
  [{ ...NIGHT, days: { every_weeks: 2, weekdays: [7] } }, "Every 2 weeks on Sundays at 02:00 for 2h"],
  [{ ...NIGHT, days: { day_of_month: 1 } }, "Every month on the 1st at 02:00 for 2h"],
  [{ ...NIGHT, days: { day_of_month: 12 } }, "Every month on the 12th at 02:00 for 2h"],
  [{ ...NIGHT, days: { day_of_month: -1 } }, "Every month on its last day at 02:00 for 2h"],
  [{ ...NIGHT, days: { nth: -1, weekday: 5 } }, "Every month on the last Friday at 02:00 for 2h"],
  [{ ...NIGHT, days: { nth: 2, weekday: 2 } }, "Every month on the second Tuesday at 02:00 for 2h"],
  [{ zone: "UTC", from: "22:00", until: "07:00" }, "Every day at 22:00 until 07:00"],
  [{ ...NIGHT, starts_on: "2026-03-01", ends_on: "2026-03-01" }, "Once, for 2h"],
  [{ from_at: "2026-03-01T00:00:00.000Z", to_at: "2026-03-01T01:30:00.000Z" }, "Once, for 1h30m"],
])("%o: %s", (times, words) => {
  expect(timesWords(times)).toBe(words);
});

it("says how a clock change alters an occurrence", () => {
  expect([3_600, -1_800, 0].map(changeWords)).toEqual([
    "1h longer: clocks change",
    "30m shorter: clocks change",
    null,
  ]);
});
