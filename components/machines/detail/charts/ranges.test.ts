import { expect, it } from "vitest";
import { parseDuration } from "@/lib/base/duration";
import { queryOf, RANGES, type Shown, shownOf } from "./ranges";

const at = (time: string) => new Date(`2026-01-31T${time}Z`);
const lastHour: Shown = { kind: "latest", range: "1h" };

it.each<[string, Omit<Parameters<typeof shownOf>[0], "range">, Shown]>([
  ["no start and no end", { from: null, to: null }, lastHour],
  ["a start without an end does not count", { from: at("08:00:00"), to: null }, lastHour],
  ["an end equal to the start does not count", { from: at("08:00:00"), to: at("08:00:00") }, lastHour],
  [
    "a start and an end win over a range",
    { from: at("08:00:00"), to: at("08:00:05") },
    { kind: "between", fromMs: at("08:00:00").getTime(), toMs: at("08:00:05").getTime() },
  ],
])("shownOf: %s", (_, asked, shown) => {
  expect(shownOf({ range: "1h", ...asked })).toEqual(shown);
});

it.each(RANGES)("asks for %s in words that the API takes", (range) => {
  expect(parseDuration(queryOf({ kind: "latest", range }).span ?? "")).toBeGreaterThan(0);
});
