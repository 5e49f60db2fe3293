import { expect, it } from "vitest";
import { renderCsv } from "./render";

const tally = { onlineMs: 3_000_000, offlineMs: 600_000, unknownMs: 0, outages: 2, longestMs: 420_499 };
const unknown = { onlineMs: 0, offlineMs: 0, unknownMs: 3_600_000, outages: 0, longestMs: 0 };

function render(over: Partial<Parameters<typeof renderCsv>[0]>) {
  return renderCsv({
    span: { fromMs: Date.parse("2026-03-01T00:00:00Z"), toMs: Date.parse("2026-03-01T01:00:00Z") },
    zone: "UTC",
    lines: [],
    ...over,
  });
}

it("writes a line for each machine after a mark that says that it is UTF-8", () => {
  const { name, text } = render({
    lines: [
      { id: 7, name: 'Zürich "one", fra', tally },
      { id: 8, name: "=1+1", tally: unknown },
    ],
  });
  expect(name).toBe("uptime_2026-03-01_2026-03-01.csv");
  expect(text.split("\r\n")).toEqual([
    "\uFEFFmachine_id,machine,from,to,uptime_pct,outages,offline_s,longest_outage_s,online_s,unknown_s",
    '7,"Zürich ""one"", fra",2026-03-01T00:00:00.000Z,2026-03-01T01:00:00.000Z,83.3333,2,600,420,3000,0',
    '8,"\'=1+1",2026-03-01T00:00:00.000Z,2026-03-01T01:00:00.000Z,,0,0,0,0,3600',
    "",
  ]);
});

it.each([
  ["UTC", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", "2026-02-01_2026-02-28", "00:00:00.000Z"],
  [
    "Europe/Zurich",
    "2026-01-31T23:00:00Z",
    "2026-02-28T23:00:00Z",
    "2026-02-01_2026-02-28",
    "00:00:00.000+01:00",
  ],
  [
    "Asia/Kathmandu",
    "2026-01-31T18:15:00Z",
    "2026-02-28T18:15:00Z",
    "2026-02-01_2026-02-28",
    "00:00:00.000+05:45",
  ],
  [
    "America/New_York",
    "2026-03-01T05:00:00Z",
    "2026-03-09T04:00:00Z",
    "2026-03-01_2026-03-08",
    "00:00:00.000-05:00",
  ],
])(
  "names days and times of %s, the last day being the one that it ends with",
  (zone, from, to, days, start) => {
    const span = { fromMs: Date.parse(from), toMs: Date.parse(to) };
    const { name, text } = render({ span, zone, lines: [{ id: 7, name: "web", tally }] });
    expect(name).toBe(`uptime_${days}.csv`);
    const [, , first = "", last = ""] = text.split("\r\n")[1]?.split(",") ?? [];
    expect(first).toBe(`${days.slice(0, 10)}T${start}`);
    expect([Date.parse(first), Date.parse(last)]).toEqual([span.fromMs, span.toMs]);
  },
);

it.each([
  ["an equals sign", "=1+1", "'=1+1"],
  ["a plus sign", "+1", "'+1"],
  ["a minus sign", "-1", "'-1"],
  ["an at sign", "@SUM(A1)", "'@SUM(A1)"],
  ["a sign of full width", "＝1+1", "'＝1+1"],
  ["blanks before the sign", "  =1", "  '=1"],
  ["a tab before the sign", "\t=1", " '=1"],
  ["a carriage return before the sign", "\r=1", " '=1"],
  ["a cell of its own after a semicolon", "a;=1+1; -2", "a;'=1+1; '-2"],
  ["a quote after a semicolon", 'a;"=1', 'a;""\'=1'],
  ["a line of its own", "a\n=1\r\n-2;\u2028@x", "a =1 -2; '@x"],
  ["a tab in the middle, where some programs split", "a\t=1", "a =1"],
  ["nothing of the kind", "web-01 (a+b)", "web-01 (a+b)"],
])("keeps a name from being read as a formula: %s", (_, name, cell) => {
  const { text } = render({ lines: [{ id: 7, name, tally }] });
  const lines = text.split(/\r\n|[\n\r\u2028\u2029\u0085]/);
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^7,"/);
  expect(lines[1]?.slice(3, lines[1].lastIndexOf('"'))).toBe(cell);
});
