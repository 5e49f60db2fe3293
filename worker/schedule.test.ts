import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Job, scheduleJobs } from "./schedule";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-03-01T12:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

function start(run: Job["run"]) {
  const hung: string[] = [];
  const { stop } = scheduleJobs([{ name: "work", run }], { onHang: (job) => hung.push(job) });
  return { hung, stop: () => Promise.all([stop(1_000), seconds(2)]) };
}

it("calls a job that hangs by its name, once it is past its hard limit and not before", async () => {
  const { hung, stop } = start(() => new Promise(() => {}));
  await seconds(60);
  expect(hung).toEqual([]);
  await seconds(2);
  expect(hung[0]).toBe("work");
  await stop();
});

it("leaves a job alone that always ends, however often it is called", async () => {
  let runs = 0;
  const { hung, stop } = start(async () => {
    runs += 1;
    await new Promise((resolve) => setTimeout(resolve, 700));
  });
  await seconds(200);
  expect(runs).toBeGreaterThan(190);
  expect(hung).toEqual([]);
  await stop();
});
