import { describe, expect, it } from "vitest";
import { type Figures, forEachFigure } from "@/lib/heartbeat/report/figures";
import { PROOF_OF_LIFE, type Sample } from "@/lib/heartbeat/report/parse";
import { keptForRates, readPrevious, toPrevious } from "./previous";
import { forEachReading, type Measured, NEVER_FULL_H } from "./readings";

type Told = Partial<Figures> & { details?: Sample["details"]; atMs?: number; boot?: number | null };

const sampleOf = ({ details = null, atMs = 60_000, boot = 1, ...figures }: Told): Sample => ({
  sampledAtMs: atMs,
  figures: { ...forEachFigure(() => null), ...figures },
  details,
  boot,
});

function read(
  watched: { metric: string; target?: string | null },
  now: Told,
  given: { before?: Told; pctPerHour?: Measured["pctPerHour"]; clockOffsetMs?: number | null } = {},
) {
  const { before, pctPerHour = new Map(), clockOffsetMs = null } = given;
  const values: [string, number | null][] = [];
  const isListed = forEachReading(
    { metric: watched.metric, target: watched.target ?? null },
    {
      report: { ...PROOF_OF_LIFE, sample: sampleOf(now), clockOffsetMs },
      previous: before === undefined ? null : toPrevious(sampleOf(before)),
      pctPerHour,
    },
    (target, value) => values.push([target, value]),
  );
  return { values, isListed };
}

const filesystems = [
  { mount: "/", used_pct: 40, total_bytes: null },
  { mount: "/var", used_pct: 95, total_bytes: null },
];
const interfaces = (rx: number | null) => [{ name: "eth0", rx_bytes: rx, tx_bytes: 7 }];

describe("what a sample says", () => {
  it.each([
    ["a figure", { metric: "cpu_pct" }, { cpu_pct: 12 }, [["", 12]], false],
    ["a figure that was not measured", { metric: "load5" }, {}, [["", null]], false],
    ["uptime", { metric: "uptime_s" }, { uptime_s: 5 }, [["", 5]], false],
    [
      "every filesystem",
      { metric: "filesystem.used_pct" },
      { details: { filesystems } },
      [
        ["/", 40],
        ["/var", 95],
      ],
      true,
    ],
    [
      "those of a pattern",
      { metric: "filesystem.used_pct", target: "/v*" },
      { details: { filesystems } },
      [["/var", 95]],
      true,
    ],
    ["no list of them", { metric: "filesystem.used_pct" }, { details: { gauges: {} } }, [], false],
    [
      "a temperature",
      { metric: "temperature", target: "cpu" },
      { details: { temperatures: [{ name: "cpu", celsius: 71 }] } },
      [["cpu", 71]],
      true,
    ],
    ["a gauge", { metric: "gauge:queue" }, { details: { gauges: { queue: 3 } } }, [["", 3]], true],
    ["a gauge that is gone", { metric: "gauge:queue" }, { details: { gauges: { other: 3 } } }, [], true],
    [
      "a gauge of an object's name",
      { metric: "gauge:toString" },
      { details: { gauges: { other: 3 } } },
      [],
      true,
    ],
  ] as const)("%s", (_, watched, now, values, isListed) => {
    expect(read(watched, now as Told)).toEqual({ values, isListed });
  });
});

describe("rates", () => {
  const now = { net_rx_bytes: 3_000, uptime_s: 110, atMs: 60_000 };
  it.each([
    ["the growth of a counter, a second", { net_rx_bytes: 1_000, atMs: 50_000 }, 200],
    ["nothing without a sample before", undefined, null],
    ["nothing of a counter that was reset", { net_rx_bytes: 4_000, atMs: 50_000 }, null],
    ["nothing across a reboot", { net_rx_bytes: 1_000, atMs: 50_000, boot: 2 }, null],
    ["nothing of a smaller uptime", { net_rx_bytes: 1_000, atMs: 50_000, uptime_s: 500 }, null],
    ["nothing of a clock that stands still", { net_rx_bytes: 1_000, atMs: 60_000 }, null],
    ["by the uptime, if the clock was set", { net_rx_bytes: 1_000, atMs: 10_000, uptime_s: 100 }, 200],
    ["nothing of a counter that was not measured", { atMs: 50_000 }, null],
  ])("%s", (_, before, rate) => {
    const given = before === undefined ? {} : { before };
    expect(read({ metric: "net_rx_rate" }, now, given).values).toEqual([["", rate]]);
  });

  it("of an interface", () => {
    const before = { details: { interfaces: interfaces(1_000) }, atMs: 50_000 };
    const of = (rx: number | null) =>
      read({ metric: "interface.rx_rate" }, { details: { interfaces: interfaces(rx) } }, { before }).values;
    expect(of(3_000)).toEqual([["eth0", 200]]);
    expect(of(null)).toEqual([["eth0", null]]);
  });

  it("of what a machine's row keeps of the sample before", () => {
    const sample = sampleOf({ net_rx_bytes: 5, details: { interfaces: interfaces(9), filesystems } });
    const kept = {
      at: new Date(sample.sampledAtMs).toISOString(),
      ...sample.figures,
      ...keptForRates(sample),
    };
    expect(readPrevious(JSON.stringify(kept))).toMatchObject({
      sampledAtMs: 60_000,
      boot: 1,
      figures: { net_rx_bytes: 5 },
      interfaces: interfaces(9),
    });
    expect(readPrevious('{"at":"2026-01-01T00:00:00Z","cpu_pct":1}')).toBeNull();
    expect(readPrevious(null)).toBeNull();
  });
});

describe("forecasts", () => {
  const now = { details: { filesystems: [{ mount: "/var", used_pct: 90, total_bytes: null }] } };
  it.each([
    ["hours until it is full", 2, 5],
    ["ten years if it does not fill", -1, NEVER_FULL_H],
    ["ten years if it fills more slowly", 1e-9, NEVER_FULL_H],
  ])("%s", (_, rate, hours) => {
    const pctPerHour = new Map([["/var", rate]]);
    expect(read({ metric: "filesystem.full_in" }, now, { pctPerHour }).values).toEqual([["/var", hours]]);
  });

  it("far away without a forecast, which a filesystem loses that stops filling", () => {
    expect(read({ metric: "filesystem.full_in" }, now).values).toEqual([["/var", NEVER_FULL_H]]);
  });
});

it.each([
  ["ahead", 130_000, 130],
  ["behind", -130_000, 130],
  ["right", 0, 0],
  ["not told", null, null],
])("how far a clock is off: %s", (_, clockOffsetMs, seconds) => {
  expect(read({ metric: "clock_off" }, {}, { clockOffsetMs }).values).toEqual([["", seconds]]);
});
