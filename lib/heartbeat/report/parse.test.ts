import { describe, expect, it } from "vitest";
import { PROOF_OF_LIFE, parseReport } from "./parse";

const nowMs = Date.parse("2026-03-01T12:00:00Z");
const parse = (body: unknown) =>
  parseReport({ body: typeof body === "string" ? body : JSON.stringify(body), nowMs });

// The original agent's bodies: integers without decimals, counters at zero omitted.
const ORIGINAL_FIRST = `{"timestamp":"2026-03-01T13:59:58.123456789+02:00","cpu_pct":12.5,"mem_used_pct":48,"disk_used_pct":71.25,"net_rx_bytes":123456789012,"uptime_s":86400,"system_info":{"hostname":"web-01","platform":"debian","platform_version":"12.4","kernel_version":"6.1.0-18-amd64","cpu_cores":4,"memory_total_mb":7976,"disk_total_gb":98,"last_boot_time":"2026-02-28T12:00:00Z"}}`;

describe("parseReport", () => {
  it("reads the original agent's first report", () => {
    const parsed = parse(ORIGINAL_FIRST);
    expect(parsed).toMatchObject({
      ok: true,
      report: {
        sample: {
          sampledAtMs: Date.parse("2026-03-01T11:59:58.123Z"),
          figures: {
            cpu_pct: 12.5,
            mem_used_pct: 48,
            net_rx_bytes: 123_456_789_012,
            net_tx_bytes: null,
            uptime_s: 86_400,
          },
        },
        systemInfo: { hostname: "web-01", cpu_cores: 4 },
      },
    });
  });

  it("accepts {} as proof of life without a sample", () => {
    expect(parse("{}")).toEqual({ ok: true, report: PROOF_OF_LIFE });
  });

  it.each([
    ["ten years ago", "2016-03-01T12:00:00Z"],
    ["ten years ahead", "2036-03-01T12:00:00Z"],
  ])("uses the hub's clock for a sample from %s", (_, timestamp) => {
    expect(parse({ cpu_pct: 1, timestamp })).toMatchObject({
      ok: true,
      report: { sample: { sampledAtMs: nowMs } },
    });
  });

  it("reads everything that our own agent sends", () => {
    const lists = {
      filesystems: [{ mount: "/", used_pct: 71.5, total_bytes: 98e9 }],
      interfaces: [{ name: "eth0", rx_bytes: 1, tx_bytes: null }],
      temperatures: [{ name: "cpu", celsius: 55.5 }],
      gauges: { queue: -3.5 },
    };
    const body = {
      ...lists,
      load1: 0.5,
      load5: 1,
      load15: 2.25,
      swap_used_pct: 3,
      interval_s: 10,
      boot_id: "b7c1",
      agent_version: "1.0.0",
      goodbye: { reason: "reboot", back_in_s: 60, more: true },
    };
    expect(parse(body)).toMatchObject({
      ok: true,
      report: {
        sample: { figures: { load1: 0.5, load5: 1, load15: 2.25, swap_used_pct: 3 }, details: lists },
        reportIntervalMs: 10_000,
        bootId: "b7c1",
        agentVersion: "1.0.0",
        goodbye: { reason: "reboot", back_in_s: 60 },
      },
    });
  });

  it("keeps those samples of a backlog that have a plausible time and a figure", () => {
    const samples = [
      { timestamp: "2026-03-01T11:00:00Z", cpu_pct: 1, load1: 2 },
      { timestamp: "2026-02-27T12:00:00Z", cpu_pct: 2 },
      { timestamp: "2026-02-27T11:59:59Z", cpu_pct: 3 },
      { timestamp: "2036-03-01T12:00:00Z", cpu_pct: 4 },
      { timestamp: "2026-03-01T11:00:10Z" },
    ];
    const parsed = parse({ samples });
    expect(parsed).toMatchObject({ ok: true, report: { sample: null } });
    expect(parsed.ok && parsed.report.backlog.map((each) => each.figures.cpu_pct)).toEqual([1, 2]);
    expect(parsed.ok && parsed.report.backlog[0]).toMatchObject({
      sampledAtMs: Date.parse("2026-03-01T11:00:00Z"),
      figures: { load1: 2 },
    });
  });

  it("accepts a two-hour backlog of a sample every ten seconds", () => {
    const samples = Array.from({ length: 720 }, () => ({ timestamp: "2026-03-01T11:00:00Z", cpu_pct: 1 }));
    expect(parse({ samples })).toMatchObject({ ok: true, report: { backlog: { length: 720 } } });
  });

  const many = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i));

  it.each([
    ["not JSON", "{", "not JSON"],
    ["nothing", "", "not JSON"],
    ["a list", "[]", "not a report"],
    ["null", "null", "not a report"],
    ["a percentage over 100", { cpu_pct: 100.1 }, "cpu_pct must be 0 to 100"],
    ["a negative percentage", { mem_used_pct: -0.1 }, "mem_used_pct must be 0 to 100"],
    ["a number as text", { cpu_pct: "12" }, "cpu_pct must be a number"],
    ["an infinite number", '{"cpu_pct":1e999}', "cpu_pct must be"],
    ["a negative counter", { net_rx_bytes: -1 }, "net_rx_bytes must not be negative"],
    ["a counter too large for a database", { net_rx_bytes: 1e19 }, "net_rx_bytes is too large"],
    [
      "U+0000",
      { system_info: { hostname: "a\u0000b" } },
      "system_info.hostname contains characters that cannot be stored",
    ],
    [
      "a lone surrogate",
      '{"system_info":{"hostname":"\\ud800"}}',
      "system_info.hostname contains characters that cannot be stored",
    ],
    [
      "too many filesystems",
      { filesystems: many(65, (i) => ({ mount: `/${i}`, used_pct: 1 })) },
      "filesystems must have at most 64 entries",
    ],
    [
      "a mount that is too long",
      { filesystems: [{ mount: "x".repeat(256), used_pct: 1 }] },
      "filesystems.0.mount must have at most 255 characters",
    ],
    ["an interface without a name", { interfaces: [{ name: "" }] }, "interfaces.0.name must not be empty"],
    [
      "a temperature that is not a number",
      { temperatures: [{ name: "cpu" }] },
      "temperatures.0.celsius must be a number",
    ],
    ["a list that is not one", { interfaces: {} }, "interfaces must be a list"],
    [
      "too many gauges",
      { gauges: Object.fromEntries(many(65, (i) => [`g${i}`, i])) },
      "gauges must have at most 64 entries",
    ],
    ["a gauge that is not a number", { gauges: { a: "1" } }, "gauges.a must be a number"],
    [
      "a gauge whose name cannot be stored",
      '{"gauges":{"\\u0000":1}}',
      "gauges must have names of 1 to 100 characters that can be stored",
    ],
    ["gauges that are a list", { gauges: [1] }, "gauges must be an object of numbers"],
    ["a negative load", { load1: -1 }, "load1 must not be negative"],
    [
      "too long a backlog",
      { samples: many(721, () => ({ timestamp: "2026-03-01T11:00:00Z" })) },
      "samples must have at most 720 entries",
    ],
    [
      "a backlog without times",
      { samples: [{ cpu_pct: 1 }] },
      "samples.0.timestamp must be an RFC 3339 time",
    ],
    ["a goodbye without a reason", { goodbye: {} }, "goodbye.reason must be text"],
    ["a malformed time", { timestamp: "yesterday" }, "timestamp must be an RFC 3339 time"],
  ])("refuses %s with a sentence", (_, body, message) => {
    expect(parse(body)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
  });

  it("survives a body nested as deep as its length allows", () => {
    expect(parse(`{"x":${"[".repeat(32_000)}${"]".repeat(32_000)}}`)).toMatchObject({ ok: true });
  });
});
