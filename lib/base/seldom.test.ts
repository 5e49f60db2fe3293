import { expect, it } from "vitest";
import { Seldom } from "./seldom";

it("is time at once, and then once in each interval, counted from the last time", () => {
  const seldom = new Seldom(60_000);
  const times = [7, 8, 60_006, 60_007, 60_008, 200_000, 259_999, 260_000];
  expect(times.filter((nowMs) => seldom.isTime(nowMs))).toEqual([7, 60_007, 200_000, 260_000]);
});
