import { expect, it } from "vitest";
import { columnOf } from "../stored/column.fixture";
import { findReboots } from "./reboots";

const T0 = Date.parse("2026-03-01T12:00:00Z");
const NONE = columnOf([]);
const DAY_S = 86_400;

type Reading = [atS: number, uptimeS: number | null];
const find = (readings: Reading[], stepS = 0) =>
  findReboots({
    stepMs: stepS * 1000,
    points: {
      atMs: readings.map(([atS]) => T0 + atS * 1000),
      n: readings.map(() => 1),
      series: new Map([["uptime_s", { min: NONE, max: NONE, avg: columnOf(readings.map(([, up]) => up)) }]]),
    },
  }).map((ms) => (ms - T0) / 1000);

it.each<[string, Reading[], number[]]>([
  [
    "none",
    [
      [0, 100],
      [10, 110],
      [20, 120],
    ],
    [],
  ],
  [
    "none where it was not measured",
    [
      [0, 100],
      [10, null],
      [20, 120],
    ],
    [],
  ],
  [
    "a reboot",
    [
      [0, 100],
      [60, 20],
      [70, 30],
    ],
    [40],
  ],
  [
    "two",
    [
      [0, 100],
      [60, 20],
      [120, 5],
    ],
    [40, 115],
  ],
  [
    "one during a long silence, after which it has been up for longer than before",
    [
      [0, 100],
      [DAY_S, 5_000],
    ],
    [DAY_S - 5_000],
  ],
  [
    "one once, though a backlog of the boot before follows",
    [
      [0, 5_000],
      [4, 20],
      [10, 5_010],
      [14, 30],
    ],
    [0],
  ],
  [
    "none for a clock that was set ahead by a little",
    [
      [0, 100],
      [40, 110],
    ],
    [],
  ],
])("finds %s", (_, readings, expected) => {
  expect(find(readings)).toEqual(expected);
});

it("finds a reboot in what is kept of five minutes, to five minutes", () => {
  const [reboot] = find(
    [
      [0, 1_000],
      [300, 1_300],
      [600, 100],
      [900, 400],
    ],
    300,
  );
  expect(reboot).toBe(800);
});
