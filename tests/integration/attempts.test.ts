import { randomBytes, randomUUID } from "node:crypto";
import { afterEach, expect, vi } from "vitest";
import type { Database } from "@/lib/db/client";
import { AttemptLimiter } from "@/lib/people/auth/attempt-mutations";
import { it } from "../support/fixtures";
import { prune } from "../support/prune";

const WINDOW_MS = 300_000;
const MAX = 3;

let database: Database;
let other: Database;

it.beforeEach(({ database: own, other: beside }) => {
  database = own;
  other = beside;
});
afterEach(() => void vi.useRealTimers());

/** The limiters of two web processes, and a key that nobody has used. */
function make() {
  const hashKey = randomBytes(32);
  const limiterOn = (of: Database) =>
    new AttemptLimiter({ database: of, hashKey, max: MAX, windowMs: WINDOW_MS });
  return { one: limiterOn(database), other: limiterOn(other), key: `${randomUUID()}@example.org` };
}

const goOn = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function close({ one, key }: ReturnType<typeof make>) {
  for (let tries = 0; tries < MAX; tries++) expect(await one.admit(key)).toBe(0);
}

it("counts what two processes admit as one", async () => {
  const { one, other, key } = make();
  const waits = [await one.admit(key), await other.admit(key), await one.admit(key)];
  expect(waits).toEqual([0, 0, 0]);
  for (const each of [one, other]) {
    const waitMs = await each.admit(key);
    expect(waitMs).toBeGreaterThan(WINDOW_MS - 30_000);
    expect(waitMs).toBeLessThanOrEqual(WINDOW_MS);
  }
});

/** Many at once, of both processes. */
const admitMany = async ({ one, other, key }: ReturnType<typeof make>) => {
  const limiters = Array.from({ length: 20 }, () => [one, other]).flat();
  const waits = await Promise.all(limiters.map((each) => each.admit(key)));
  return waits.filter((waitMs) => waitMs === 0).length;
};

it("lets exactly the limit through when two processes get many at once", async () => {
  expect(await admitMany(make())).toBe(MAX);
});

it("refuses until the window is over, and no longer", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const made = make();
  await close(made);
  goOn(WINDOW_MS - 1);
  expect(await made.other.admit(made.key)).toBe(1);
  goOn(1);
  expect(await made.other.admit(made.key)).toBe(0);
});

it("counts each key by itself", async () => {
  const made = make();
  await close(made);
  expect(await made.one.admit("somebody else")).toBe(0);
});

it("does not count one that turned out to be right, and starts over when reset", async () => {
  const made = make();
  const { one, other, key } = made;
  await close(made);
  await other.takeBack(key);
  expect(await one.admit(key)).toBe(0);
  expect(await one.admit(key)).toBeGreaterThan(0);
  await other.forget(key);
  await close(made);
});

it("does not count what it refuses: one that turned out to be right makes room for one", async () => {
  const made = make();
  await admitMany(made);
  await made.one.takeBack(made.key);
  expect(await admitMany(made)).toBe(1);
});

it("opens again when the clock was set back", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const made = make();
  await close(made);
  goOn(-WINDOW_MS);
  expect(await made.one.admit(made.key)).toBe(0);
});

it("keeps no key in clear text", async () => {
  const { one, key } = make();
  await one.admit(key);
  const rows = await database.client.attemptCount.findMany();
  expect(rows).not.toHaveLength(0);
  expect(JSON.stringify(rows)).not.toContain(key.slice(0, 8));
});

it("leaves nothing behind for ever: what is over is deleted, and what a wrong clock has put off", async () => {
  await database.client.attemptCount.deleteMany();
  const inMs = (ms: number) => ({
    key: randomUUID(),
    points: 1,
    expire: new Date(Date.now() + ms),
  });
  const kept = [inMs(60_000), inMs(WINDOW_MS)];
  await database.client.attemptCount.createMany({
    data: [...kept, inMs(-1), inMs(-WINDOW_MS), inMs(10 ** 12)],
  });
  expect(await prune(database)).toMatchObject({ attempt_counts: 3 });
  const left = (await database.client.attemptCount.findMany()).map(({ key }) => key);
  expect(left.sort()).toEqual(kept.map(({ key }) => key).sort());
});
