import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as metricsRoute } from "@/app/agent/metrics/route";
import { POST as aliasRoute } from "@/app/api/agent/metrics/route";
import { makeAgentKey } from "@/lib/machines/agent-key";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { IngestServer } from "../support/ingest-server";
import { ORIGINAL_HEADERS, ORIGINAL_PATHS, ORIGINAL_REPORTS } from "../support/original-agent";

let hub: TestHub;
let server: IngestServer;
let fleet: Fleet;
let machine: { machineId: number; keyId: number; apiKey: string };

beforeAll(async () => {
  hub = await TestHub.open();
  server = await IngestServer.start();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  [machine] = await addMachines(1);
});
afterAll(async () => {
  await server.stop();
  await hub.close();
});

async function addMachines(count: number): Promise<[typeof machine, ...(typeof machine)[]]> {
  const [first, ...others] = await fleet.addMachines(count);
  if (first === undefined) throw new Error("no machine was added");
  return [first, ...others];
}
const machineOf = (id: number) =>
  hub.database.client.machine.findUniqueOrThrow({
    where: { id },
    include: { samples: { orderBy: { id: "asc" } } },
  });

describe("the original agent", () => {
  it.each(ORIGINAL_PATHS)("is understood at %s", async (path) => {
    for (const body of ORIGINAL_REPORTS) {
      const report = { key: machine.apiKey, path, headers: ORIGINAL_HEADERS, body };
      expect(await server.report(report)).toMatchObject({ status: 202, text: "" });
    }
    const stored = await machineOf(machine.machineId);
    expect(stored).toMatchObject({ status: "online", hostname: null, reportIntervalMs: null });
    expect(JSON.parse(stored.systemInfo)).toMatchObject({
      hostname: "web-01",
      cpu_cores: 4,
      disk_total_gb: 98,
    });
    expect(stored.samples).toMatchObject([
      { cpuPct: 12.5, memUsedPct: 48, netRxBytes: 123_456_789_012n, netTxBytes: null, uptimeS: 86_400n },
      { cpuPct: 0.7518796992481203, netRxBytes: 123_456_790_000n, netTxBytes: 42n, uptimeS: 86_410n },
    ]);
  });

  it("may put its key into Authorization", async () => {
    const authorization = `Bearer ${machine.apiKey}`;
    expect((await server.report({ headers: { authorization } })).status).toBe(202);
    // X-API-Key takes precedence.
    expect((await server.report({ key: "wrong", headers: { authorization } })).status).toBe(401);
  });
});

it.each([
  ["/agent/metrics", metricsRoute],
  ["/api/agent/metrics", aliasRoute],
])("the route at %s answers like the fast path", async (_, handle) => {
  const post = (body: string, key = machine.apiKey) =>
    handle(new Request("http://hub.lan", { method: "POST", headers: { "x-api-key": key }, body }));
  const answers = [
    await post('{"cpu_pct":1}'),
    await post("{"),
    await post("x".repeat(65_537)),
    await post("{}", "no"),
  ];
  expect(answers.map(({ status }) => status)).toEqual([202, 400, 413, 401]);
  expect((await machineOf(machine.machineId)).samples).toHaveLength(1);
});

it.each([
  ["of exactly 64 KiB", `{"x":"${"a".repeat(65_528)}"}`],
  ["nested as deep as its length allows", `{"x":${"[".repeat(32_000)}${"]".repeat(32_000)}}`],
  ["with fields of a later agent", '{"cpu_pct":1,"quantum_pct":[{}]}'],
])("a report %s is accepted", async (_, body) => {
  expect((await server.report({ key: machine.apiKey, body })).status).toBe(202);
});

describe("a key", () => {
  it.each([
    ["that is missing", undefined],
    ["with a typo", "lsk_0000"],
    ["that was never issued", makeAgentKey()],
  ])("%s is refused, whatever comes with it", async (_, key) => {
    const answer = await server.report({ key, body: "not json" });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text).error.code).toBe("unauthenticated");
    expect(await fleet.statusOf(machine.machineId)).toBe("pending");
  });

  it("of a disabled machine is refused, and works again once it is enabled", async () => {
    const setStatus = (status: string) =>
      hub.database.client.machine.update({ where: { id: machine.machineId }, data: { status } });
    expect((await server.report({ key: machine.apiKey })).status).toBe(202);
    await setStatus("disabled");
    expect((await server.report({ key: machine.apiKey })).status).toBe(401);
    await setStatus("pending");
    expect((await server.report({ key: machine.apiKey })).status).toBe(202);
  });
});

describe("many reports at once", () => {
  async function send(keys: string[], perClient: number): Promise<number[]> {
    const statuses: number[] = [];
    const client = async (_: unknown, first: number) => {
      for (let i = 0; i < perClient; i++) {
        const key = keys[(first * perClient + i) % keys.length];
        statuses.push((await server.report({ key, body: '{"cpu_pct":1}' })).status);
      }
    };
    await Promise.all(Array.from({ length: 16 }, client));
    return statuses;
  }

  it("from sixteen clients with two hundred keys are all stored", async () => {
    const machines = await addMachines(200);
    const statuses = await send(
      machines.map(({ apiKey }) => apiKey),
      50,
    );
    expect(statuses.filter((status) => status !== 202)).toEqual([]);
    expect(await hub.database.client.sample.count()).toBe(statuses.length);
  });

  it("from sixteen clients with one key are all accepted, and one sample a second is stored", async () => {
    const startedMs = performance.now();
    const statuses = await send([machine.apiKey], 50);
    expect(statuses.filter((status) => status !== 202)).toEqual([]);
    const stored = await hub.database.client.sample.count();
    const seconds = (performance.now() - startedMs) / 1_000;
    expect(stored).toBeGreaterThanOrEqual(Math.floor(seconds));
    expect(stored).toBeLessThanOrEqual(6 + seconds);
  });
});

describe("a key over its rate", () => {
  it("must wait, and its machine stays alive", async () => {
    const strict = await IngestServer.start({ perMinute: 2 });
    const report = () => strict.report({ key: machine.apiKey, body: '{"cpu_pct":1}' });
    for (let i = 0; i < 2; i++) expect((await report()).status).toBe(202);
    const lastSeenAt = new Date(0);
    await hub.database.client.machine.update({ where: { id: machine.machineId }, data: { lastSeenAt } });
    const answer = await report();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(JSON.parse(answer.text).error.code).toBe("too_many_requests");
    const stored = await machineOf(machine.machineId);
    expect(stored.lastSeenAt?.getTime()).toBeGreaterThan(0);
    expect(stored.samples).toHaveLength(2);
    const [other] = await addMachines(1);
    expect((await strict.report({ key: other.apiKey })).status).toBe(202);
    await strict.stop();
  });

  it("in samples or bytes must send them later, and its machine stays alive", async () => {
    const timestamp = new Date().toISOString();
    const backlog = (length: number) =>
      JSON.stringify({ samples: Array.from({ length }, () => ({ timestamp, cpu_pct: 1 })) });
    const send = (body: string) => server.report({ key: machine.apiKey, body });
    for (let i = 0; i < 4; i++) expect((await send(backlog(360))).status).toBe(202);
    const lastSeenAt = new Date(0);
    await hub.database.client.machine.update({ where: { id: machine.machineId }, data: { lastSeenAt } });
    const refused = await send(backlog(720));
    expect(refused.status).toBe(429);
    // A waiting agent is silent, and the shortest threshold is five seconds.
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(2);
    const stored = await machineOf(machine.machineId);
    expect(stored.lastSeenAt?.getTime()).toBeGreaterThan(0);
    expect(stored.samples).toHaveLength(1_440);
    const long = `{"x":"${"a".repeat(60_000)}"}`;
    let answer = await send(long);
    for (let i = 0; i < 50 && answer.status === 202; i++) answer = await send(long);
    expect(answer.status).toBe(429);
    expect((await send('{"cpu_pct":1}')).status).toBe(202);
  });

  it("is not proof of life if it was never issued", async () => {
    const strict = await IngestServer.start({ perMinute: 1 });
    const key = makeAgentKey();
    for (let i = 0; i < 3; i++)
      expect((await strict.report({ key, path: "/agent/metrics" })).status).toBe(401);
    await strict.stop();
  });
});
