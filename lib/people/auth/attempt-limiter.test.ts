import { expect, it } from "vitest";
import { AttemptLimiter } from "./attempt-limiter";

const WINDOW_MS = 300_000;

function make() {
  const limiter = new AttemptLimiter({ max: 3, windowMs: WINDOW_MS });
  return {
    limiter,
    waits: (times: number, nowMs: number, key = "a") =>
      Array.from({ length: times }, () => limiter.admit({ key, nowMs })),
  };
}

it("accepts attempts up to the limit, and refuses more until the window ends", () => {
  const { waits } = make();
  expect(waits(3, 0)).toEqual([0, 0, 0]);
  expect(waits(1, 1_000)).toEqual([WINDOW_MS - 1_000]);
  expect(waits(1, WINDOW_MS - 1)).toEqual([1]);
  expect(waits(1, WINDOW_MS)).toEqual([0]);
});

it("counts each key separately", () => {
  const { waits } = make();
  waits(4, 0);
  expect(waits(1, 0, "b")).toEqual([0]);
});

it("does not count an attempt that is taken back, and starts afresh after a reset", () => {
  const { limiter, waits } = make();
  waits(3, 0);
  limiter.takeBack("a");
  expect(waits(2, 0)).toEqual([0, WINDOW_MS]);
  limiter.forget("a");
  expect(waits(3, 0)).toEqual([0, 0, 0]);
});

it("starts a new window if the clock was set back", () => {
  const { waits } = make();
  waits(4, WINDOW_MS);
  expect(waits(1, 0)).toEqual([0]);
});
