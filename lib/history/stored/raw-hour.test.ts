import { describe, expect, it } from "vitest";
import { bootNumber } from "@/lib/heartbeat/report/boot";
import { type Figures, forEachFigure } from "@/lib/heartbeat/report/figures";
import { valuesOf } from "./column.fixture";
import { toPoints } from "./measured";
import { mergeHour, timesOf, toTable as toTableOf } from "./raw-hour";
import { replaceHours } from "./replace-hours";
import { summarize } from "./summarize";
import { pick } from "./table";

const makeSample = (figures: Partial<Figures>, sampledAtMs: number, bootId: string | null = null) => ({
  sampledAtMs,
  figures: { ...forEachFigure(() => null), ...figures },
  details: null,
  boot: bootNumber(bootId),
});

/** Received as they were taken. */
const toTable = (samples: ReturnType<typeof makeSample>[]) =>
  toTableOf(samples.map((sample) => ({ ...sample, receivedAtMs: sample.sampledAtMs + 900 })));

const at = (s: number, cpu_pct: number, over = {}) => makeSample({ cpu_pct, ...over }, s * 1000);
const columnsOf =
  (...names: string[]) =>
  (table: ReturnType<typeof toTable>) =>
    names.map((name) => valuesOf(table.columns.get(name)));

describe("mergeHour", () => {
  it("orders samples by time, and remembers the order of receipt", () => {
    const first = mergeHour(null, toTable([at(30, 3), at(10, 1)]));
    const both = mergeHour(first, toTable([at(20, 2)]));
    expect(columnsOf("at", "cpu_pct", "rank")(both)).toEqual([
      [10, 20, 30],
      [1, 2, 3],
      [1, 2, 0],
    ]);
  });

  it("takes the later of two samples of one moment", () => {
    const first = mergeHour(null, toTable([at(10, 1), at(10, 2), at(20, 5)]));
    expect(columnsOf("at", "cpu_pct")(first)).toEqual([
      [10, 20],
      [2, 5],
    ]);
    const both = mergeHour(first, toTable([at(10, 3)]));
    expect(columnsOf("cpu_pct")(both)).toEqual([[3, 5]]);
  });

  it("is the same however often the same samples are folded", () => {
    const rows = toTable([at(10, 1), at(20, 2)]);
    const once = mergeHour(null, rows);
    expect(columnsOf("at", "cpu_pct")(mergeHour(once, toTable([at(10, 1), at(20, 2)])))).toEqual(
      columnsOf("at", "cpu_pct")(once),
    );
  });
});

it("remembers when samples were received, to about ten seconds, if that was not when they were taken", () => {
  const rows = [
    [10, 10.9],
    [20, 620],
    [30, 30],
  ].map(([s = 0, receivedS = 0]) => ({ ...at(s, 1), receivedAtMs: receivedS * 1000 }));
  expect(timesOf(mergeHour(null, toTableOf(rows))).map(({ receivedAtMs }) => receivedAtMs / 1000)).toEqual([
    10, 620, 30,
  ]);
});

describe("toPoints", () => {
  const rates = (
    hour: [s: number, bytes: number, up: number | null][],
    before: typeof hour,
    boot: string | null,
  ) => {
    const table = (rows: typeof hour) =>
      mergeHour(
        null,
        toTable(
          rows.map(([s, net_rx_bytes, uptime_s]) => makeSample({ net_rx_bytes, uptime_s }, s * 1000, boot)),
        ),
      );
    return toPoints({ hour: table(hour), before: before.length === 0 ? null : table(before) }).series.get(
      "net_rx_rate",
    )?.avg;
  };
  it.each<[string, Parameters<typeof rates>, (number | null)[]]>([
    ["nothing before", [[[10, 500, 1]], [], null], [null]],
    ["the hour before", [[[10, 500, 11]], [[0, 0, 1]], null], [50]],
    ["the hour before, without uptimes", [[[10, 500, null]], [[0, 0, null]], null], [50]],
    ["a reboot between the hours", [[[10, 500, 1]], [[0, 400, 99]], null], [null]],
    ["a clock that was set, for an agent that names its boot", [[[3_000, 500, 11]], [[0, 0, 1]], "a"], [50]],
    ["a clock that was set, for one that does not", [[[3_000, 500, 11]], [[0, 0, 1]], null], [null]],
  ])("counts an hour's first rate from %s", (_, given, expected) => {
    expect(valuesOf(rates(...given))).toEqual(expected);
  });
});

describe("replaceHours", () => {
  const HOUR_S = 3_600;
  const hourOf = (count: number, value: number, startS = 0) =>
    mergeHour(null, toTable(Array.from({ length: count }, (_, index) => at(startS + index * 10, value))));
  const summary = (count: number, value: number, startS = 0) =>
    summarize({ hour: hourOf(count, value, startS), before: null, resolution: "5m" });
  const stepMs = 300_000;

  it("puts points in the place of those of the same hour, and leaves the others", () => {
    const standing = replaceHours({
      standing: null,
      computed: new Map([
        [0, summary(90, 1)],
        [HOUR_S * 1000, summary(30, 2, HOUR_S)],
      ]),
      stepMs,
    }).table;
    const { table, refused } = replaceHours({ standing, computed: new Map([[0, summary(91, 9)]]), stepMs });
    expect(refused).toEqual([]);
    expect(valuesOf(table.columns.get("cpu_pct"))).toEqual([9, 9, 9, 9, 2]);
    expect(valuesOf(table.columns.get("n"))).toEqual([30, 30, 30, 1, 30]);
  });

  it("keeps an hour that stands for more samples than the new points", () => {
    const standing = summary(90, 1);
    const late = new Map([[0, summary(3, 9)]]);
    expect(replaceHours({ standing, computed: late, stepMs })).toEqual({
      table: pick(standing, [0, 1, 2]),
      refused: [0],
    });
  });
});
