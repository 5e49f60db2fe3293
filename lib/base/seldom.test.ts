import { expect, it } from "vitest";
import { Seldom, SeldomEach } from "./seldom";

it("is time at once, and then once in each interval, counted from the last time", () => {
  const seldom = new Seldom(60_000);
  const times = [7, 8, 60_006, 60_007, 60_008, 200_000, 259_999, 260_000];
  expect(times.filter((nowMs) => seldom.isTime(nowMs))).toEqual([7, 60_007, 200_000, 260_000]);
});

it("is time for each key by itself, and remembers no more keys than it has room for", () => {
  const seldom = new SeldomEach(60_000);
  expect([seldom.isTime("a", 1), seldom.isTime("b", 1), seldom.isTime("a", 2)]).toEqual([true, true, false]);
  expect([seldom.isTime("a", 60_001), seldom.isTime("b", 60_000)]).toEqual([true, false]);
  for (let key = 0; key < 1_000; key++) seldom.isTime(String(key), 60_002);
  expect(seldom.isTime("a", 60_003)).toBe(true);
  expect(seldom.isTime("999", 60_003)).toBe(false);
});
