import { describe, expect, it } from "vitest";
import type { WindowView } from "@/lib/machines/windows/schema";
import { draftOf, firstDraft, nameOf, timesOf } from "./draft";

const view: WindowView = {
  id: 1,
  name: "Nightly backup",
  scope: { tags: ["db"] },
  times: { zone: "Europe/Berlin", from: "02:00", lasts: "2h" },
  is_active: true,
  is_running: false,
  from_at: "2026-03-08T01:00:00.000Z",
  to_at: "2026-03-08T03:00:00.000Z",
  problem: null,
  created_by: "Ada",
  created_at: "2026-03-01T00:00:00.000Z",
  updated_at: "2026-03-01T00:00:00.000Z",
};
const NIGHT = { zone: "Europe/Berlin", from: "02:00", lasts: "2h", starts_on: "2026-03-08" };

describe("a window that is edited and saved unchanged", () => {
  it.each([
    ["once", { ...NIGHT, ends_on: "2026-03-08" }],
    ["every day", NIGHT],
    ["every day until some day", { ...NIGHT, ends_on: "2026-05-01" }],
    ["on some weekdays", { ...NIGHT, days: { weekdays: [1, 7] } }],
    ["every second week", { ...NIGHT, days: { every_weeks: 2, weekdays: [7] } }],
    ["every third week", { ...NIGHT, days: { every_weeks: 3, weekdays: [7] } }],
    ["on a day of the month", { ...NIGHT, days: { day_of_month: 8 } }],
    ["on another day of the month than the first", { ...NIGHT, days: { day_of_month: -1 } }],
    ["on the second Sunday", { ...NIGHT, days: { nth: 2, weekday: 7 } }],
    ["on the last Friday", { ...NIGHT, days: { nth: -1, weekday: 5 } }],
  ])("stays as it was: %s", (_, times) => {
    expect(timesOf(draftOf({ ...view, times }, "UTC"))).toEqual(times);
  });

  it("says how long it lasts where it said until when", () => {
    const times = { zone: "UTC", from: "22:00", until: "07:00", starts_on: "2026-03-08" };
    expect(timesOf(draftOf({ ...view, times }, "UTC"))).toMatchObject({ from: "22:00", lasts: "9h" });
  });
});

it("names a window after its times if nobody has", () => {
  const draft = {
    ...firstDraft({ nowMs: Date.parse("2026-03-07T12:00:00Z"), zone: "UTC" }),
    date: "2026-03-08",
  };
  expect(nameOf(draft)).toBe("Maintenance on 2026-03-08 at 02:00");
  expect(nameOf({ ...draft, repeats: "weekly", weekdays: [7] })).toBe("Maintenance Sundays at 02:00");
  expect(nameOf({ ...draft, repeats: "daily" })).toBe("Maintenance every day at 02:00");
  expect(nameOf({ ...draft, name: "Backup" })).toBe("Backup");
});
