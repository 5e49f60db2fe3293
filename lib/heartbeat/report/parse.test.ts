import { describe, expect, it } from "vitest";
import { isStorableText } from "@/lib/base/text";
import { PROOF_OF_LIFE, parseReport } from "./parse";

const nowMs = Date.parse("2026-03-01T12:00:00Z");
const parse = (body: unknown) =>
  parseReport({ body: typeof body === "string" ? body : JSON.stringify(body), nowMs });

function accepted(body: unknown) {
  const parsed = parse(body);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed;
}
const parsedOffset = (body: unknown) => accepted(body).report.clockOffsetMs;

const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

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
    ["a gauge that is not a number", { gauges: { a: "1" } }, "gauges.a must be a number"],
    [
      "a gauge whose name cannot be stored",
      '{"gauges":{"\\u0000":1}}',
      "gauges must have names of 1 to 100 characters that can be stored",
    ],
    ["gauges that are a list", { gauges: [1] }, "gauges must be an object of numbers"],
    ["a negative load", { load1: -1 }, "load1 must not be negative"],
    [
      "too long a backlog without figures",
      { samples: many(721, () => ({ timestamp: "2026-03-01T11:00:00Z" })) },
      "samples must have at most 720 entries: the oldest was left out.",
    ],
    [
      "a backlog without times",
      { samples: [{ cpu_pct: 1 }] },
      "samples.0.timestamp must be an RFC 3339 time",
    ],
    ["a goodbye without a reason", { goodbye: {} }, "goodbye.reason must be text"],
    ["a malformed time", { timestamp: "yesterday" }, "timestamp must be an RFC 3339 time"],
    [
      "a report of which nothing is right",
      { cpu_pct: "12", gauges: { a: "b" } },
      "cpu_pct must be a number (and 1 more).",
    ],
  ])("refuses %s with a sentence", (_, body, message) => {
    expect(parse(body)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
  });

  it.each([
    ["just above 100", 100.00000000000001, 100],
    ["just below 0", -0.0000001, 0],
    ["100 and what is lost in rounding to two digits", 100.01, 100],
    ["negative zero", -0, 0],
  ])("takes a percentage of %s for the limit", (_, cpu_pct, expected) => {
    const filesystems = [{ mount: "/", used_pct: cpu_pct, total_bytes: -1e-9 }];
    const { report } = accepted({ cpu_pct, filesystems });
    expect(report.sample?.figures.cpu_pct).toBe(expected);
    expect(report.sample?.details?.filesystems).toEqual([{ mount: "/", used_pct: expected, total_bytes: 0 }]);
    expect(report.refusal).toBeNull();
  });

  const REST = { mem_used_pct: 40, net_rx_bytes: 7 };
  it.each([
    ["a percentage", { cpu_pct: 101 }, "cpu_pct must be 0 to 100."],
    ["a number as text", { cpu_pct: "12" }, "cpu_pct must be a number."],
    ["NaN as text", { cpu_pct: "NaN" }, "cpu_pct must be a number."],
    ["a boolean", { load1: true }, "load1 must be a number."],
    ["a negative figure", { load1: -1 }, "load1 must not be negative."],
    ["an interval", { interval_s: 0 }, "interval_s must be at least 0.1."],
    [
      "a time",
      { timestamp: "yesterday" },
      "timestamp must be an RFC 3339 time such as 2026-01-31T08:00:00Z.",
    ],
    [
      "a year without a day",
      { timestamp: "1" },
      "timestamp must be an RFC 3339 time such as 2026-01-31T08:00:00Z.",
    ],
    ["a boot id", { boot_id: 5 }, "boot_id must be text."],
    ["a goodbye", { goodbye: { back_in_s: 5 } }, "goodbye.reason must be text."],
    [
      "facts about the system",
      { system_info: { cpu_cores: -1 } },
      "system_info.cpu_cores must not be negative.",
    ],
    ["an uptime of more than a century", { uptime_s: 3_155_760_001 }, "uptime_s must be at most 100 years."],
    [
      "a boot before there were such clocks",
      { system_info: { last_boot_time: "0001-01-01T00:00:00Z" } },
      "system_info.last_boot_time must be from 1970 to a day from now.",
    ],
    [
      "a boot in two days",
      { system_info: { last_boot_time: "2026-03-03T12:00:00Z" } },
      "system_info.last_boot_time must be from 1970 to a day from now.",
    ],
    [
      "a time in millennia",
      { timestamp: "9999-12-31T23:59:59Z" },
      "timestamp is more than 10 years away from the hub's clock.",
    ],
    [
      "a time of a clock that was never set",
      { timestamp: "1970-01-01T00:00:00Z" },
      "timestamp is more than 10 years away from the hub's clock.",
    ],
    ["text for an object", { system_info: "x" }, "system_info must be an object."],
    ["a list for an object", { goodbye: [] }, "goodbye must be an object."],
    ["an entry that is none", { filesystems: [5] }, "filesystems.0 must be an object."],
    ["a sample that is none", { samples: [5] }, "samples.0 must be an object."],
    ["a list that is none", { interfaces: {} }, "interfaces must be a list."],
    ["two at once", { cpu_pct: -5, load1: null, load5: "" }, "cpu_pct must be 0 to 100 (and 1 more)."],
  ])("loses %s that is wrong, and nothing else", (_, wrong, message) => {
    const { report } = accepted({ ...REST, ...wrong });
    const good = accepted(REST).report;
    expect(report).toEqual({ ...good, refusal: { status: null, message } });
  });

  const timestamp = "2026-03-01T11:00:00Z";
  const FULL = {
    ...JSON.parse(ORIGINAL_FIRST),
    filesystems: [{ mount: "/", used_pct: 1, total_bytes: 5 }],
    interfaces: [{ name: "eth0", rx_bytes: 1, tx_bytes: 1 }],
    temperatures: [{ name: "cpu", celsius: 1 }],
    gauges: { queue: 1 },
    interval_s: 10,
    agent_version: "1",
    boot_id: "b",
    samples: [{ timestamp, cpu_pct: 1, gauges: { a: 1 } }],
    goodbye: { reason: "reboot", back_in_s: 1 },
  };
  /** Every part of a value, as the path to it. */
  const pathsOf = (value: unknown): string[][] =>
    typeof value !== "object" || value === null
      ? []
      : Object.entries(value).flatMap(([key, part]) => [
          [key],
          ...pathsOf(part).map((rest) => [key, ...rest]),
        ]);
  const WRONG = ["x", 5, true, [5], { a: "x" }, ""];
  it.each(pathsOf(FULL).map((path) => [path.join("."), path] as const))(
    "says in plain words that %s is of a wrong type",
    (name, path) => {
      const said = WRONG.flatMap((wrong) => {
        const body = structuredClone(FULL);
        const owner = path.slice(0, -1).reduce((part, key) => part[key], body);
        owner[path.at(-1) ?? ""] = wrong;
        return accepted(body).report.refusal?.message ?? [];
      });
      expect(said.length).toBeGreaterThan(0);
      for (const message of said) {
        expect(message.startsWith(name)).toBe(true);
        expect(message).toMatch(/ (must|contains) /);
        expect(message).not.toMatch(/Invalid|expected|received/);
      }
    },
  );

  it("takes what is old or early but possible", () => {
    const system_info = { hostname: "pi", last_boot_time: "1970-01-01T00:00:07Z" };
    const { report } = accepted({ uptime_s: 3_155_760_000, system_info });
    expect(report).toMatchObject({ systemInfo: system_info, refusal: null });
    expect(report.sample?.figures.uptime_s).toBe(3_155_760_000);
    const soon = { last_boot_time: "2026-03-02T12:00:00Z" };
    expect(accepted({ system_info: soon }).report.refusal).toBeNull();
  });

  it("keeps all else that is known about a system whose boot time is impossible", () => {
    const system_info = { hostname: "pi", last_boot_time: "9999-01-01T00:00:00Z" };
    expect(accepted({ system_info }).report.systemInfo).toEqual({ hostname: "pi" });
  });

  it("loses an infinite number, which JSON may hold, and nothing else", () => {
    const { report } = accepted('{"mem_used_pct":40,"cpu_pct":1e999,"load1":-1e999}');
    expect(report.sample?.figures).toMatchObject({ mem_used_pct: 40, cpu_pct: null, load1: null });
  });

  it("loses those entries of a list that are wrong, and keeps the others as they are", () => {
    const { report } = accepted({
      ...REST,
      filesystems: [
        { mount: "", total_bytes: 5 },
        { mount: "/", used_pct: 71 },
        { mount: "/full", used_pct: 101 },
        5,
        { mount: "/odd", used_pct: 1, total_bytes: -5 },
        { mount: "/last", used_pct: 2 },
      ],
      interfaces: [{ name: "eth0", rx_bytes: "many", tx_bytes: 2 }],
      temperatures: [{ name: "cpu" }],
      gauges: { a: 1, b: "two" },
    });
    expect(report.sample?.details).toEqual({
      filesystems: [
        { mount: "/", used_pct: 71, total_bytes: null },
        { mount: "/odd", used_pct: 1, total_bytes: null },
        { mount: "/last", used_pct: 2, total_bytes: null },
      ],
      interfaces: [{ name: "eth0", rx_bytes: null, tx_bytes: 2 }],
      gauges: { a: 1 },
    });
    expect(report.sample?.figures).toMatchObject(REST);
  });

  const disk = (i: number) => ({ mount: `/${i}`, used_pct: 1, total_bytes: null });
  const card = (i: number) => ({ name: `eth${i}`, rx_bytes: i, tx_bytes: null });
  const probe = (i: number) => ({ name: `t${i}`, celsius: i });
  const gauges = (count: number) => Object.fromEntries(many(count, (i) => [`g${i}`, i]));
  it.each([
    ["filesystems", many(100, disk), many(64, disk), "the last 36 were left out"],
    ["interfaces", many(65, card), many(64, card), "the last was left out"],
    ["temperatures", many(66, probe), many(64, probe), "the last 2 were left out"],
    ["gauges", gauges(100), gauges(64), "the last 36 were left out"],
  ])("keeps the first 64 of too many %s, also in a backlog, and says so", (name, sent, kept, words) => {
    const timestamp = "2026-03-01T11:00:00Z";
    const now = accepted({ ...REST, [name]: sent }).report;
    expect(now.sample).toMatchObject({ details: { [name]: kept }, figures: REST });
    const message = `${name} must have at most 64 entries: ${words}`;
    expect(now.refusal).toEqual({ status: null, message: `${message}.` });
    const late = accepted({ samples: [{ timestamp, load1: 2, [name]: sent }] }).report;
    expect(late.backlog).toMatchObject([{ details: { [name]: kept }, figures: { load1: 2 } }]);
    expect(late.refusal?.message).toBe(`samples.0.${message}.`);
    expect(accepted({ [name]: kept }).report.refusal).toBeNull();
  });

  it("says first of a list that is too long what is wrong with its length, and keeps what is right", () => {
    const filesystems = [...many(63, disk), { mount: "" }, ...many(2, disk)];
    const { report } = accepted({ filesystems });
    expect(report.sample?.details?.filesystems).toEqual(many(63, disk));
    expect(report.refusal?.message).toMatch(/^filesystems must have at most 64 .* \(and 2 more\)\.$/);
  });

  it.each([
    ["oldest first", (samples: unknown[]) => samples],
    ["newest first", (samples: unknown[]) => samples.toReversed()],
  ])("keeps the newest 720 of a backlog that is too long: %s", (_, ordered) => {
    const at = (i: number) => new Date(nowMs - 3_600_000 + i * 1000).toISOString();
    const samples = ordered(many(722, (i) => ({ timestamp: at(i), load1: i })));
    const { report } = accepted({ ...REST, samples });
    expect(report.sample).toEqual(accepted(REST).report.sample);
    const kept = report.backlog.map(({ figures }) => figures.load1);
    expect(kept).toEqual(ordered(many(720, (i) => i + 2)));
    expect(report.refusal).toEqual({
      status: null,
      message: "samples must have at most 720 entries: the oldest 2 were left out.",
    });
  });

  it("loses from a full backlog only what is wrong in every sample", () => {
    const samples = many(720, () => ({ timestamp, cpu_pct: "1", load1: 2, load5: "3" }));
    const { report } = accepted({ samples });
    expect(report.backlog.map(({ figures }) => figures.load1)).toEqual(many(720, () => 2));
  });

  it("leaves those of a backlog out first that have no time", () => {
    const timestamp = "2026-03-01T11:00:00Z";
    const samples = [...many(720, () => ({ timestamp, load1: 1 })), { load1: 2 }, 5, { timestamp: [] }];
    const { report } = accepted({ samples });
    expect(report.backlog).toHaveLength(720);
    expect(report.refusal?.message).toBe(
      "samples must have at most 720 entries: the oldest 3 were left out.",
    );
  });

  it("loses those samples of a backlog that have no time, and from others what is wrong", () => {
    const timestamp = "2026-03-01T11:00:00Z";
    const { report } = accepted({
      samples: [{ cpu_pct: 1 }, { timestamp, cpu_pct: 101, load1: 2 }, { timestamp, cpu_pct: 3 }],
    });
    expect(report.backlog.map(({ figures: { cpu_pct, load1 } }) => [cpu_pct, load1])).toEqual([
      [null, 2],
      [3, null],
    ]);
  });

  it("names a part in the reason as text that can be stored and shown", () => {
    const { report } = accepted(`{"load1":1,"gauges":{"a\\u0000\\ud800\\u202e${"x".repeat(300)}":"b"}}`);
    const { message } = report.refusal ?? { message: "" };
    expect(isStorableText(message)).toBe(true);
    expect(message).toMatch(/^gauges\.a[^\u202e]{1,110} must be a number\.$/);
  });

  it("says how far the agent's clock is off, where that matters", () => {
    const offset = (timestamp?: string) => parsedOffset({ cpu_pct: 1, timestamp });
    expect(offset("2026-03-01T09:00:00Z")).toBe(-3 * 3_600_000);
    expect(offset("2026-03-01T15:00:00Z")).toBe(3 * 3_600_000);
    expect(offset("2016-03-01T12:00:00Z")).toBe(Date.parse("2016-03-01T12:00:00Z") - nowMs);
    expect(offset("2016-02-28T12:00:00Z")).toBeNull();
    expect(offset("2026-03-01T11:58:01Z")).toBe(0);
    expect(offset("2026-03-01T11:58:00Z")).toBe(-120_000);
    expect(offset()).toBeNull();
  });

  it("knows samples of a backlog by their own boot, else by the report's", () => {
    const timestamp = "2026-03-01T11:00:00Z";
    const { report } = accepted({
      boot_id: "b",
      cpu_pct: 1,
      samples: [
        { timestamp, cpu_pct: 1, boot_id: "a" },
        { timestamp, cpu_pct: 1 },
      ],
    });
    const [old, own] = report.backlog;
    expect(own?.boot).toBe(report.sample?.boot);
    expect(old?.boot).not.toBe(own?.boot);
    expect(accepted({ cpu_pct: 1 }).report.sample?.boot).toBeNull();
  });

  it("survives a body nested as deep as its length allows", () => {
    expect(parse(`{"x":${"[".repeat(32_000)}${"]".repeat(32_000)}}`)).toMatchObject({ ok: true });
  });
});

describe("the names of what a machine has several of", () => {
  it.each([
    ["turns no line", "/srv/\u202egpj", "/srv/gpj"],
    ["stands on one line", " /srv\r\n/a ", "/srv /a"],
    ["is composed", "caf\u0065\u0301", "caf\u00e9"],
    ["stays as it is", "/mnt/Zwei Worte", "/mnt/Zwei Worte"],
  ])("%s", (_, given, name) => {
    const body = {
      filesystems: [{ mount: given, used_pct: 1 }],
      interfaces: [{ name: given, rx_bytes: 1, tx_bytes: 1 }],
      temperatures: [{ name: given, celsius: 1 }],
      gauges: { [given]: 1 },
    };
    const parsed = parseReport({ body: JSON.stringify(body), nowMs: 0 });
    if (!parsed.ok) throw new Error(parsed.message);
    expect(parsed.report.sample?.details).toMatchObject({
      filesystems: [{ mount: name }],
      interfaces: [{ name }],
      temperatures: [{ name }],
      gauges: { [name]: 1 },
    });
  });
});
