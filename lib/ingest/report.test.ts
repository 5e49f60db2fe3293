import { describe, expect, it } from "vitest";
import { parseReport } from "./report";

const nowMs = Date.parse("2026-03-01T12:00:00Z");
const parse = (body: unknown) =>
  parseReport({ body: typeof body === "string" ? body : JSON.stringify(body), nowMs });

// The original agent's bodies, as WIRE.md describes them: integers without decimals, counters at zero omitted.
const ORIGINAL_FIRST = `{"timestamp":"2026-03-01T13:59:58.123456789+02:00","cpu_pct":12.5,"mem_used_pct":48,"disk_used_pct":71.25,"net_rx_bytes":123456789012,"uptime_s":86400,"system_info":{"hostname":"web-01","platform":"debian","platform_version":"12.4","kernel_version":"6.1.0-18-amd64","cpu_cores":4,"memory_total_mb":7976,"disk_total_gb":98,"last_boot_time":"2026-02-28T12:00:00Z"}}`;

describe("parseReport", () => {
  it("reads the original agent's first report", () => {
    const parsed = parse(ORIGINAL_FIRST);
    expect(parsed).toMatchObject({
      ok: true,
      report: {
        sample: {
          sampledAtMs: Date.parse("2026-03-01T11:59:58.123Z"),
          cpuPct: 12.5,
          memUsedPct: 48,
          netRxBytes: 123_456_789_012,
          netTxBytes: null,
          uptimeS: 86_400,
        },
        systemInfo: { hostname: "web-01", cpu_cores: 4 },
      },
    });
  });

  it("takes {} as proof of life without a sample", () => {
    expect(parse("{}")).toEqual({
      ok: true,
      report: { sample: null, systemInfo: null, reportIntervalMs: null, agentVersion: null },
    });
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
    ["a counter no database takes", { net_rx_bytes: 1e19 }, "net_rx_bytes is too large"],
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
    ["a time that is none", { timestamp: "yesterday" }, "timestamp must be an RFC 3339 time"],
  ])("refuses %s with a sentence", (_, body, message) => {
    expect(parse(body)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
  });

  it("survives a body nested as deep as it may be long", () => {
    expect(parse(`{"x":${"[".repeat(32_000)}${"]".repeat(32_000)}}`)).toMatchObject({ ok: true });
  });
});
