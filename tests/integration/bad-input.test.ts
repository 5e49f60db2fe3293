import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PATCH as updateChannel } from "@/app/api/v1/channels/[id]/route";
import { POST as createChannel } from "@/app/api/v1/channels/route";
import { PATCH as updateMachine } from "@/app/api/v1/machines/[id]/route";
import { POST as createMachine } from "@/app/api/v1/machines/route";
import { env } from "@/lib/base/env";
import { type Database, openDatabase } from "@/lib/db/client";
import { makeAgentKey } from "@/lib/machines/agent-key";
import { fillDatabase, lockDatabase } from "../support/broken-database";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { IngestServer } from "../support/ingest-server";
import type { SentReport } from "../support/send-report";
import { expectLogged } from "../support/watched-log";

expectLogged(/Reports could not be stored/);

// Far above the cost of any of these, far below that of a bomb that unpacks or a depth that is followed.
const MAX_CPU_MS = 150;

let hub: TestHub;
let other: Database;
let server: IngestServer;
let fleet: Fleet;
let as: Person;
let machine: { machineId: number; keyId: number; apiKey: string };

beforeAll(async () => {
  hub = await TestHub.open();
  other = await openDatabase(env().database, { synchronous: "NORMAL" });
  server = await IngestServer.start();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ teamId: fleet.teamId });
  machine = await fleet.addMachine();
  await server.report({ key: machine.apiKey, body: '{"cpu_pct":1,"boot_id":"b1"}' });
});
afterAll(async () => {
  await server.stop();
  await other.close();
  await hub.close();
});

/** Everything that is stored, except when a machine and its key were last heard, and what was wrong then. */
async function everything(): Promise<string> {
  const { client } = hub.database;
  const machines = await client.machine.findMany({ orderBy: { id: "asc" } });
  const keys = await client.agentKey.findMany({ orderBy: { id: "asc" } });
  return JSON.stringify(
    [
      machines.map(({ lastSeenAt, heardAt, deadline, lastWebId, refusal, ...rest }) => rest),
      keys.map(({ lastUsedAt, ...rest }) => rest),
      await client.sample.findMany(),
      await client.incident.findMany(),
      await client.event.findMany(),
      await client.delivery.findMany(),
      await client.channel.findMany(),
      await client.enrollToken.findMany(),
      await client.setting.findMany(),
    ],
    (_, value) => (typeof value === "bigint" ? String(value) : value),
  );
}

type Answer = { status: number; message: string };

/** Sends bad input, and checks that the answer is right and cheap, and that nothing changes. */
async function expectRefusal(status: number, act: () => Promise<Answer>): Promise<void> {
  const before = await everything();
  const cpu = process.cpuUsage();
  const answer = await act();
  const { user, system } = process.cpuUsage(cpu);
  expect(answer).toEqual({ status, message: expect.stringMatching(/^\S.{8,250}\.$/) });
  expect((user + system) / 1000).toBeLessThan(MAX_CPU_MS);
  expect(await everything()).toBe(before);
}

async function report(given: SentReport): Promise<Answer> {
  const { status, text } = await server.report({ key: machine.apiKey, ...given });
  return { status, message: text === "" ? "" : JSON.parse(text).error.message };
}

const inYears = (years: number) => new Date(Date.now() + years * 365 * 86_400_000).toISOString();
const nested = (depth: number) => `{"gauges":${"[".repeat(depth)}${"]".repeat(depth)}}`;
const zeros = Buffer.alloc(64e6);

describe("a report", () => {
  /** With nothing beside it, which would count. */
  const withField = (title: string, field: string): [string, SentReport, number] => [
    `with ${title}`,
    { body: `{${field}}` },
    400,
  ];

  it.each<[string, SentReport, number]>([
    ["that is not JSON", { body: "cpu=1" }, 400],
    ["that ends early", { body: '{"cpu_pct":' }, 400],
    ["that is empty", { body: "" }, 400],
    ["that is null", { body: "null" }, 400],
    ["that is a number", { body: "1" }, 400],
    ["that is a list", { body: "[{}]" }, 400],
    ["that is not UTF-8", { body: Buffer.from([0x7b, 0xc3, 0x28, 0x7d]) }, 400],
    withField("text for a number", '"load1":"1"'),
    withField("a list for an object", '"system_info":[]'),
    withField("an object for a list", '"filesystems":{}'),
    withField("a number for a name", '"boot_id":7'),
    withField("a percentage below 0", '"mem_used_pct":-0.1'),
    withField("a percentage above 100", '"disk_used_pct":100.1'),
    withField("a counter below 0", '"net_rx_bytes":-1'),
    withField("a counter that no column holds", '"uptime_s":1e19'),
    withField("a number that is not finite", '"load5":1e999'),
    withField("a number that JSON has not", '"load5":NaN'),
    withField("an interval of nothing", '"interval_s":0'),
    withField("U+0000", '"boot_id":"a\\u0000b"'),
    withField("a lone surrogate", '"agent_version":"\\ud800"'),
    withField("a lone surrogate in a hostname", '"system_info":{"hostname":"\\udfff"}'),
    withField("a lone surrogate in a gauge's name", '"gauges":{"\\ud800":1}'),
    withField("a time that is none", '"timestamp":"yesterday"'),
    withField("a list that is too long, of nothing", `"temperatures":[${Array(65).fill("[]")}]`),
    withField("a name that is too long", `"boot_id":"${"b".repeat(101)}"`),
    ["nested as deep as 64 KiB allow", { body: nested(32_000) }, 400],
    ["nested a million deep", { body: nested(1_000_000) }, 413],
    ["of 64 KiB and a byte", { body: `{"x":"${"a".repeat(65_529)}"}` }, 413],
    ["that is a gzip bomb", { body: gzipSync(zeros), headers: { "content-encoding": "gzip" } }, 415],
    [
      "that is a brotli bomb",
      { body: brotliCompressSync(zeros), headers: { "content-encoding": "br" } },
      415,
    ],
    [
      "compressed twice",
      { body: gzipSync(gzipSync("{}")), headers: { "content-encoding": "gzip, gzip" } },
      415,
    ],
    ["without a key", { key: "" }, 401],
    ["with a key of another kind", { key: "lst_0000000000000000" }, 401],
    ["with a key that was never issued", { key: makeAgentKey() }, 401],
    ["with a key of 8 KiB", { key: `lsk_${"a".repeat(8_000)}` }, 401],
  ])("%s is refused, and is proof of life if its key is valid", async (_, given, status) => {
    const { client } = hub.database;
    const where = { id: machine.machineId };
    await client.machine.update({ where, data: { lastSeenAt: new Date(0) } });
    await expectRefusal(status, () => report(given));
    const { lastSeenAt } = await client.machine.findUniqueOrThrow({ where });
    expect(lastSeenAt?.getTime() !== 0).toBe(status !== 401);
  });

  it("by a key that was revoked, or whose machine was disabled, is refused", async () => {
    const { client } = hub.database;
    const where = { id: machine.keyId };
    await client.agentKey.update({ where, data: { revokedAt: new Date() } });
    await expectRefusal(401, () => report({}));
    await client.agentKey.update({ where, data: { revokedAt: null } });
    await client.machine.update({ where: { id: machine.machineId }, data: { status: "disabled" } });
    await expectRefusal(401, () => report({}));
  });

  it.each([
    ["ten years ago", -10],
    ["in ten years", 10],
  ])("that claims to be from %s counts from now", async (_, years) => {
    const timestamp = inYears(years);
    const body = JSON.stringify({ cpu_pct: 2, timestamp, samples: [{ timestamp, cpu_pct: 3 }] });
    expect(await report({ body })).toMatchObject({ status: 202 });
    const { client } = hub.database;
    const stored = await client.machine.findUniqueOrThrow({
      where: { id: machine.machineId },
      include: { samples: true },
    });
    expect(stored.samples.map(({ cpuPct }) => cpuPct)).toEqual([1, 2]);
    for (const at of [stored.lastSeenAt, stored.samples[1]?.sampledAt])
      expect(Math.abs((at?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(Number(stored.deadline)).toBe(Number(stored.heardAt) + Number(stored.thresholdMs));
  });
});

describe("a request", () => {
  const webhook = { type: "webhook", name: "Ops", url: "https://example.org/hook" };
  const chat = { type: "telegram", name: "Ops", chat_id: -1001 };
  const make = { machine: createMachine, channel: createChannel };
  type Bad = [string, keyof typeof make, { body: unknown; headers?: Record<string, string> }, number];

  it.each<Bad>([
    ["that is not JSON", "machine", { body: "name=a" }, 400],
    ["that ends early", "channel", { body: '{"type":' }, 400],
    ["nested as deep as 64 KiB allow", "machine", { body: nested(32_000) }, 400],
    ["nested a million deep", "machine", { body: nested(1_000_000) }, 413],
    ["of 64 KiB and a byte", "machine", { body: `{"name":"${"a".repeat(65_526)}"}` }, 413],
    ["that claims to be compressed", "machine", { body: "{}", headers: { "content-encoding": "gzip" } }, 415],
    ["that claims to be a form", "machine", { body: "a=b", headers: { "content-type": "text/plain" } }, 415],
    ["with a number for a name", "machine", { body: { name: 7 } }, 422],
    ["with an empty name", "machine", { body: { name: " " } }, 422],
    ["with a name that is too long", "machine", { body: { name: "a".repeat(101) } }, 422],
    ["with U+0000 in a name", "machine", { body: { name: "a\u0000" } }, 422],
    ["with a lone surrogate in a name", "channel", { body: { ...webhook, name: "\ud800" } }, 422],
    ["with a lone surrogate in a tag", "machine", { body: { name: "a", tags: ["\udc00"] } }, 422],
    ["with a threshold of zero", "machine", { body: { name: "a", offline_after: "0s" } }, 422],
    ["with an unknown field", "machine", { body: { name: "a", colour: "red" } }, 422],
    ["with a malformed URL", "channel", { body: { ...webhook, url: "example" } }, 422],
    ["with a URL of another scheme", "channel", { body: { ...webhook, url: "file:///etc/passwd" } }, 422],
    [
      "with a line break in a URL's user name",
      "channel",
      { body: { ...webhook, url: "https://a%0d%0ab@example.org" } },
      422,
    ],
    [
      "with a line break in a header",
      "channel",
      { body: { ...webhook, headers: { "X-A": "1\r\nX-B: 2" } } },
      422,
    ],
    [
      "with a line break in a header's name",
      "channel",
      { body: { ...webhook, headers: { "X-A: 1\r\nX-B": "2" } } },
      422,
    ],
    [
      "with U+0000 in a password",
      "channel",
      { body: { ...webhook, username: "a", password: "\u0000" } },
      422,
    ],
    ["with a secret that is too short", "channel", { body: { ...webhook, secret: "a".repeat(15) } }, 422],
    ["with a secret that is too long", "channel", { body: { ...webhook, secret: "ä".repeat(65) } }, 422],
    ["with a malformed chat id", "channel", { body: { ...chat, chat_id: "my chat" } }, 422],
    ["with a chat id of 0", "channel", { body: { ...chat, chat_id: 0 } }, 422],
    ["with an impossible topic", "channel", { body: { ...chat, message_thread_id: 1.5 } }, 422],
  ])("%s is refused", async (_, what, given, status) => {
    await expectRefusal(status, async () => {
      const { status, json } = await hub.call(make[what], { as, ...given });
      return { status, message: json.error.message };
    });
  });

  it.each([
    ["machine", createMachine, updateMachine, { name: "web-01" }, { name: "web-02" }],
    ["channel", createChannel, updateChannel, webhook, { ...webhook, name: "Other" }],
  ])("for a %s with a name that is taken is refused", async (_, create, update, first, second) => {
    await hub.call(create, { as, body: first });
    const { json } = await hub.call(create, { as, body: second });
    const rename = { as, method: "PATCH", params: { id: String(json.id) }, body: { name: first.name } };
    for (const call of [() => hub.call(create, { as, body: first }), () => hub.call(update, rename)]) {
      await expectRefusal(409, async () => {
        const { status, json } = await call();
        return { status, message: json.error.message };
      });
    }
  });
});

describe("an unavailable database", () => {
  // Too large for the free space in the pages of a full database.
  const description = "🌕".repeat(2_000);
  const interfaces = Array.from({ length: 64 }, (_, index) => ({ name: `eth${index}`.padEnd(100, "x") }));
  const asked = async () => {
    const { status, headers, json } = await hub.call(createMachine, {
      as,
      body: { name: "web-03", description },
    });
    return { status, retryAfter: headers.get("retry-after"), message: json.error?.message };
  };
  const reported = async () => {
    const { status, headers, text } = await server.report({
      key: machine.apiKey,
      body: JSON.stringify({ interfaces }),
    });
    const message = text === "" ? undefined : JSON.parse(text).error.message;
    return { status, retryAfter: headers["retry-after"] ?? null, message };
  };
  const comeBack = {
    status: 503,
    retryAfter: expect.stringMatching(/^\d+$/),
    message: expect.stringMatching(/\.$/),
  };

  it.each([
    ["is locked", () => lockDatabase(other, lockOf(other))],
    ["is full", () => fillDatabase(hub.database)],
  ])("that %s refuses everybody for a while, and loses and stores nothing", async (_, makeIll) => {
    const before = await everything();
    const cure = await makeIll();
    expect(await Promise.all([asked(), reported()])).toEqual([comeBack, comeBack]);
    await cure();
    expect(await everything()).toBe(before);
    expect(await asked()).toMatchObject({ status: 201 });
    expect(await reported()).toMatchObject({ status: 202 });
    expect(await hub.database.client.sample.count()).toBe(2);
  });
});

/** Blocks every write: SQLite has one lock for all of them. */
function lockOf({ engine }: Database): string {
  return engine.kind === "sqlite"
    ? "UPDATE hub_pulse SET heard_ms = heard_ms"
    : "LOCK TABLE hub_pulse, machines IN SHARE ROW EXCLUSIVE MODE";
}
