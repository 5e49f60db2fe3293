import { expect, it } from "vitest";
import { columnOf } from "../stored/column.fixture";
import { renderCsv } from "./render-csv";

const one = (...values: (number | null)[]) => {
  const own = columnOf(values);
  return { min: own, avg: own, max: own };
};
const T0 = Date.parse("2026-03-01T12:00:00Z");
const render = (isAveraged: boolean) =>
  renderCsv({
    machineId: 7,
    span: { fromMs: T0, toMs: T0 + 86_400_000 },
    series: ["cpu_pct", "uptime_s", "filesystem.used_pct:/=cmd", "gauge:absent"],
    points: {
      atMs: [T0, T0 + 500],
      n: [1, 1],
      series: new Map([
        ["cpu_pct", { min: columnOf([1, 2]), avg: columnOf([1.005, null]), max: columnOf([3, 4.1]) }],
        ["uptime_s", one(5, 6)],
        ["filesystem.used_pct:/=cmd", one(null, 71.239)],
      ]),
    },
    isAveraged,
  });

it("has a line for each sample with its time in UTC, and a name that is safe", () => {
  const { name, text } = render(false);
  expect(name).toBe("samples_7_2026-03-01_2026-03-02.csv");
  expect(text).toBe(
    '\uFEFFat,"cpu_pct","uptime_s","filesystem.used_pct:/=cmd","gauge:absent"\r\n' +
      "2026-03-01T12:00:00.000Z,1,5,,\r\n" +
      "2026-03-01T12:00:00.500Z,,6,71.24,\r\n",
  );
});

it("has the least and the greatest beside an average", () => {
  const [header, first] = render(true).text.split("\r\n");
  expect(header).toContain('at,"cpu_pct min","cpu_pct avg","cpu_pct max","uptime_s",');
  expect(first).toBe("2026-03-01T12:00:00.000Z,1,1,3,5,,,,");
});

it("never lets a name from a machine become a formula", () => {
  const { text } = renderCsv({
    machineId: 7,
    span: { fromMs: T0, toMs: T0 + 1 },
    series: ["gauge:a;=1+1", "gauge:b\r\n@x"],
    points: { atMs: [], n: [], series: new Map() },
    isAveraged: false,
  });
  expect(text).toBe('\uFEFFat,"gauge:a;\'=1+1","gauge:b @x"\r\n');
});
