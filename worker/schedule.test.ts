import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { expectLogged } from "../tests/support/watched-log";
import { type Job, scheduleJobs } from "./schedule";

expectLogged(/Job failed/);

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

it("names a hanging job once it exceeds its hard limit, and not before", async () => {
  const { hung, stop } = start(() => new Promise(() => {}));
  await seconds(60);
  expect(hung).toEqual([]);
  await seconds(2);
  expect(hung[0]).toBe("work");
  await stop();
});

it("leaves alone a job that always finishes, however often it runs", async () => {
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

it("wakes as often for many jobs as for one, because node-cron visits every second of a clock leap, per task", async () => {
  const runs = new Map<string, number>();
  const begin = (names: string[]) => {
    const count = (name: string) => async () => {
      runs.set(name, (runs.get(name) ?? 0) + 1);
    };
    const before = vi.getTimerCount();
    const { stop } = scheduleJobs(
      names.map((name) => ({ name, run: count(name) })),
      { onHang: () => {} },
    );
    return { stop, timers: vi.getTimerCount() - before };
  };
  const [one, many] = [begin(["one"]), begin(["two", "three", "four"])];
  await seconds(10);
  expect(many.timers).toBe(one.timers);
  expect(Object.fromEntries(runs)).toEqual({ one: 10, two: 10, three: 10, four: 10 });
  await Promise.all([one.stop(1_000), many.stop(1_000), seconds(2)]);
});

it("runs the other jobs while one hangs or fails", async () => {
  let runs = 0;
  const { stop } = scheduleJobs(
    [
      { name: "hangs", run: () => new Promise(() => {}) },
      { name: "fails", run: () => Promise.reject(new Error("no")) },
      {
        name: "works",
        run: async () => {
          runs += 1;
        },
      },
    ],
    { onHang: () => {} },
  );
  await seconds(10);
  expect(runs).toBe(10);
  await Promise.all([stop(1_000), seconds(2)]);
});

it("on stop waits for running jobs, but no longer than its limit", async () => {
  const ended: string[] = [];
  const work = (name: string, ms: number) => ({
    name,
    run: async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      ended.push(name);
    },
  });
  const { stop } = scheduleJobs([work("short", 1_500), work("long", 60_000)], { onHang: () => {} });
  await seconds(1);
  let isStopped = false;
  void stop(3_000).then(() => {
    isStopped = true;
  });
  await seconds(2);
  expect([ended, isStopped]).toEqual([["short"], false]);
  await seconds(2);
  expect([ended, isStopped]).toEqual([["short"], true]);
});
