import { expect, it } from "vitest";
import { renderCsv } from "./render";

it("writes a line for each machine, with names as text whatever they look like", () => {
  const tally = { onlineMs: 3_000_000, offlineMs: 600_000, unknownMs: 0, outages: 2, longestMs: 420_499 };
  const unknown = { onlineMs: 0, offlineMs: 0, unknownMs: 3_600_000, outages: 0, longestMs: 0 };
  const { name, text } = renderCsv({
    span: { fromMs: Date.parse("2026-03-01T00:00:00Z"), toMs: Date.parse("2026-03-01T01:00:00Z") },
    lines: [
      { id: 7, name: 'web "one", fra', tally },
      { id: 8, name: "=1+1", tally: unknown },
      { id: 9, name: "a;=1+1; -2", tally: unknown },
    ],
  });
  expect(name).toBe("uptime_2026-03-01_2026-03-01.csv");
  expect(text.split("\r\n")).toEqual([
    "machine_id,machine,from,to,uptime_pct,outages,offline_s,longest_outage_s,online_s,unknown_s",
    '7,"web ""one"", fra",2026-03-01T00:00:00.000Z,2026-03-01T01:00:00.000Z,83.3333,2,600,420,3000,0',
    '8,"\'=1+1",2026-03-01T00:00:00.000Z,2026-03-01T01:00:00.000Z,,0,0,0,0,3600',
    "9,\"a;'=1+1; '-2\",2026-03-01T00:00:00.000Z,2026-03-01T01:00:00.000Z,,0,0,0,0,3600",
    "",
  ]);
});
