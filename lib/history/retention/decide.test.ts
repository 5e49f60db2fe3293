import { expect, it } from "vitest";
import { isOutdated } from "./decide";

const now = new Date("2026-03-01T12:00:00Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ago = (ms: number) => new Date(now.getTime() - ms);

it.each([
  ["is kept when it has just arrived", ago(0), now, false],
  ["is kept until the last millisecond", ago(HOUR_MS - 1), now, false],
  ["is deleted at the retention age", ago(HOUR_MS), now, true],
  ["is deleted then even if nothing has arrived since", ago(HOUR_MS), ago(HOUR_MS), true],
  ["is kept if the clock was slightly ahead", ago(-DAY_MS), now, false],
  ["is deleted if the clock was far ahead", ago(-DAY_MS - 1), now, true],
  ["is kept if the clock is far behind now", ago(-9 * DAY_MS), ago(-9 * DAY_MS), false],
])("a sample %s", (_, receivedAt, newestAt, expected) => {
  expect(isOutdated({ receivedAt, newestAt, now, retentionMs: HOUR_MS })).toBe(expected);
});
