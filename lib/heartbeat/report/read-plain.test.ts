import fc from "fast-check";
import { expect, it } from "vitest";
import { FIGURES } from "./figures";
import { parseAny, parseReport } from "./parse";
import { readPlain } from "./read-plain";

const nowMs = Date.parse("2026-03-01T12:00:00Z");

const numbers = [
  -1,
  -0.02,
  -0.01,
  -0.005,
  -0,
  0,
  0.05,
  0.1,
  99.999,
  100,
  100.005,
  100.01,
  100.02,
  1e6,
  1e6 + 0.005,
];
const largeNumbers = [86_400, 86_401, 3_155_760_000, 3_155_760_001, 9.2e18, 9.3e18, 1e300];
const texts = [
  "",
  "12",
  "a".repeat(50),
  "a".repeat(51),
  "a".repeat(100),
  "a".repeat(101),
  "\u0000",
  "\ud800",
];
const times = [
  "2026-03-01T12:00:00Z",
  "2026-03-01T13:59:58.123456789+02:00",
  "2026-02-29T12:00:00Z",
  "2024-02-29T12:00:00Z",
  "2026-03-01T24:00:00Z",
  "2026-03-01T12:00Z",
  "2026-03-01T12:00:00",
  "2026-03-01 12:00:00Z",
  "2026-03-01T12:00:00.Z",
  "2015-01-01T00:00:00Z",
  "2036-03-02T12:00:00Z",
  "1969-12-31T23:59:59Z",
  "0000-01-01T00:00:00Z",
];
const anything = fc.oneof(
  fc.constantFrom(null, true, [], {}, [1], ...numbers, ...largeNumbers, ...texts, ...times),
  fc.string({ unit: "binary", maxLength: 130 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

const percent = fc.double({ min: 0, max: 100, noNaN: true });
const name = fc.constantFrom("eth0", "/", "ä".repeat(100));
const lists = {
  filesystems: fc.array(fc.record({ mount: name, used_pct: percent, total_bytes: fc.nat() }), {
    maxLength: 3,
  }),
  interfaces: fc.array(fc.record({ name, rx_bytes: fc.nat() }), { maxLength: 3 }),
  temperatures: fc.array(fc.record({ name, celsius: percent }), { maxLength: 3 }),
  gauges: fc.dictionary(name, percent, { maxKeys: 3 }),
};
const right = fc.record(
  {
    ...Object.fromEntries(FIGURES.map((figure) => [figure, percent])),
    ...lists,
    timestamp: fc.constantFrom("2026-03-01T11:59:58Z", "2026-03-01T13:59:58.1+02:00"),
    sent_at: fc.constantFrom("2026-03-01T11:59:58Z", "2026-03-01T08:59:58Z"),
    interval_s: fc.constantFrom(0.1, 10, 86_400),
    agent_version: fc.constantFrom("2.0.0", ""),
    boot_id: fc.uuid(),
    unknown: anything,
  },
  { requiredKeys: [] },
);

const entry = fc.dictionary(
  fc.constantFrom("name", "mount", "celsius", "used_pct", "rx_bytes", "total_bytes"),
  anything,
);
const long = fc
  .integer({ min: 63, max: 66 })
  .map((length) => Array(length).fill({ name: "a", mount: "/", celsius: 1, used_pct: 1 }));
const longGauges = long.map((entries) => Object.fromEntries(entries.map((_, index) => [`g${index}`, index])));
/** What one field has instead of what is right. */
const odd = fc.tuple(
  fc.constantFrom(
    ...FIGURES,
    ...Object.keys(lists),
    ...[
      "timestamp",
      "sent_at",
      "interval_s",
      "agent_version",
      "boot_id",
      "system_info",
      "samples",
      "goodbye",
      "__proto__",
    ],
  ),
  fc.oneof({ weight: 6, arbitrary: anything }, fc.array(entry, { maxLength: 3 }), entry, long, longGauges),
);
/** A good report with none, one or two fields that are odd. */
const report = fc.tuple(right, fc.array(odd, { maxLength: 2 })).map(([fields, odds]) => {
  const own = odds.map(([field, value]) => `${JSON.stringify(field)}:${JSON.stringify(value)}`);
  // The last of two fields with one name counts.
  const all = [JSON.stringify(fields).slice(1, -1), ...own].filter((part) => part !== "");
  return `{${all.join(",")}}`;
});

const read = (body: string) => JSON.parse(body) as Record<string, unknown>;

it("a report that is read without the schema means exactly what it means with it", {
  timeout: 60_000,
}, () => {
  let plain = 0;
  let others = 0;
  const property = fc.property(report, (body) => {
    if (readPlain({ report: read(body), nowMs }) === null) others += 1;
    else plain += 1;
    expect(parseReport({ body, nowMs })).toEqual(parseAny({ fields: read(body), nowMs }));
  });
  fc.assert(property, { numRuns: 3_000 });
  // Otherwise it would have compared the schema with itself, or nothing that is wrong.
  expect(Math.min(plain, others)).toBeGreaterThan(500);
});

it.each([
  [
    "what the original agent sends",
    { timestamp: "2026-03-01T12:00:00Z", cpu_pct: 12.5, net_rx_bytes: 1e11, uptime_s: 3 },
  ],
  [
    "what our own agent sends",
    {
      interval_s: 10,
      agent_version: "2.0.0",
      sent_at: "2026-03-01T12:00:00Z",
      boot_id: "b",
      filesystems: [{ mount: "/", used_pct: 1 }],
    },
  ],
  ["a mere sign of life", {}],
])("%s needs no schema", (_, sent) => {
  expect(readPlain({ report: sent, nowMs })).not.toBeNull();
});
