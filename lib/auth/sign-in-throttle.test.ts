import { expect, it } from "vitest";
import { SignInThrottle } from "./sign-in-throttle";

const MINUTE_MS = 60_000;

function failTimes({ throttle, times, nowMs }: { throttle: SignInThrottle; times: number; nowMs: number }) {
  return Array.from({ length: times }, () => throttle.admit({ key: "a@example.org 10.0.0.1", nowMs }));
}

it("takes ten attempts and refuses the eleventh until five minutes are over", () => {
  const throttle = new SignInThrottle();
  expect(failTimes({ throttle, times: 10, nowMs: 0 })).not.toContain(false);
  expect(failTimes({ throttle, times: 1, nowMs: 5 * MINUTE_MS - 1 })).toEqual([false]);
  expect(failTimes({ throttle, times: 1, nowMs: 5 * MINUTE_MS })).toEqual([true]);
});

it("counts each account and address by itself", () => {
  const throttle = new SignInThrottle();
  failTimes({ throttle, times: 11, nowMs: 0 });
  expect(throttle.admit({ key: "b@example.org 10.0.0.1", nowMs: 0 })).toBe(true);
});

it("begins again after a right password", () => {
  const throttle = new SignInThrottle();
  failTimes({ throttle, times: 10, nowMs: 0 });
  throttle.forget("a@example.org 10.0.0.1");
  expect(failTimes({ throttle, times: 10, nowMs: 1 })).not.toContain(false);
});
