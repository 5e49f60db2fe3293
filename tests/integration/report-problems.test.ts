import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as addClone } from "@/app/api/v1/machines/[id]/clone/route";
import { PATCH as changeMachine, GET as readMachine } from "@/app/api/v1/machines/[id]/route";
import { GET as explain } from "@/app/api/v1/machines/[id]/why/route";
import { GET as listRows } from "@/app/api/v1/machines/rows/route";
import { GET as readOverview } from "@/app/api/v1/overview/route";
import { GroupCommit } from "@/lib/detection/ingest/group-commit";
import { HearingState } from "@/lib/heartbeat/hearing-state";
import { parseReport } from "@/lib/heartbeat/report/parse";
import type { Problem } from "@/lib/machines/schema";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { IngestServer } from "../support/ingest-server";

const HOUR_MS = 3_600_000;

let hub: TestHub;
let server: IngestServer;
let fleet: Fleet;
let member: Person;
let machine: { machineId: number; keyId: number; apiKey: string };

beforeAll(async () => {
  hub = await TestHub.open();
  server = await IngestServer.start({ perMinute: 40 });
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  member = await hub.addPerson({ teamId: fleet.teamId, role: "member" });
  machine = await fleet.addMachine({ offlineAfterMs: 120_000 });
});
afterAll(async () => {
  await server.stop();
  await hub.close();
});

const params = () => ({ id: String(machine.machineId) });
const send = (body: unknown, headers: Record<string, string> = {}) =>
  server.report({
    key: machine.apiKey,
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const read = async () => (await hub.call(readMachine, { as: member, params: params() })).json;
const problems = async (): Promise<string[]> =>
  (await read()).problems.map(({ kind, message }: Problem) => `${kind}: ${message}`);
const GOOD = { cpu_pct: 12, interval_s: 10 };

describe("a machine whose report is refused", () => {
  it.each([
    ["for what it is", 400, "[1]", {}, "(HTTP 400): The body is not a report."],
    ["for its figures alone", 400, { cpu_pct: "12" }, {}, "(HTTP 400): cpu_pct must be a number."],
    ["for its length", 413, "x".repeat(65_537), {}, "(HTTP 413): A report must be at most 65536 bytes."],
    ["for its encoding", 415, "{}", { "content-encoding": "gzip" }, "(HTTP 415): Send the body without"],
  ])("%s says so with the reason, until a good one comes", async (_, status, body, headers, words) => {
    expect((await send(body, headers)).status).toBe(status);
    expect((await read()).status).toBe("online");
    expect(await problems()).toEqual([expect.stringContaining(words)]);
    expect((await send(GOOD)).status).toBe(202);
    expect(await problems()).toEqual([]);
  });

  it("says so if it sends too many", async () => {
    const answers = [];
    for (let sent = 0; sent < 42; sent += 1) answers.push((await send(GOOD)).status);
    expect(answers).toContain(429);
    expect(await problems()).toEqual([expect.stringContaining("(HTTP 429): This key sends more")]);
  });

  it("says so when its last part is wrong, and keeps all other figures", async () => {
    const filesystems = [
      { mount: "/", used_pct: 40 },
      { mount: "/srv", used_pct: 101 },
    ];
    const body = { ...GOOD, cpu_pct: 100.00000000000001, mem_used_pct: -0.0000001, filesystems };
    expect((await send(body)).status).toBe(202);
    const { last_sample, problems: found } = await read();
    expect(last_sample).toMatchObject({ cpu_pct: 100, mem_used_pct: 0 });
    expect(found).toEqual([
      {
        kind: "left_out",
        message: "A part of its latest report was left out: filesystems.1.used_pct must be 0 to 100.",
      },
    ]);
    const sample = await hub.database.client.sample.findFirstOrThrow({
      where: { machineId: machine.machineId },
    });
    expect(JSON.parse(sample.details ?? "")).toMatchObject({ filesystems: [{ mount: "/", used_pct: 40 }] });
    await send(GOOD);
    expect(await problems()).toEqual([]);
  });

  it("shows it in the list, on the overview and in why", async () => {
    await send("{");
    const words = expect.stringContaining("The body is not JSON");
    expect((await hub.call(listRows, { as: member })).json.data).toMatchObject([{ problem: words }]);
    const { problems: onOverview } = (await hub.call(readOverview, { as: member })).json;
    expect(onOverview).toMatchObject([
      {
        machine_id: machine.machineId,
        machine_name: expect.stringMatching(/^web-/),
        kind: "refused",
        message: words,
      },
    ]);
    const why = await hub.call(explain, { as: member, params: params() });
    expect(why.json.problems).toEqual([{ kind: "refused", message: words }]);
  });

  it("does not say so once it is disabled", async () => {
    await send("{");
    await hub.database.client.machine.updateMany({ data: { status: "disabled" } });
    expect(await problems()).toEqual([]);
    expect((await hub.call(readOverview, { as: member })).json.problems).toEqual([]);
  });
});

describe("a machine whose clock is wrong", () => {
  it.each([
    [
      "three hours behind",
      -3 * HOUR_MS,
      "3h behind the hub's. Charts show figures that come with a time of its own, such as those that it kept while the hub was unreachable, that much too early. Alerts are not",
    ],
    [
      "three hours ahead",
      3 * HOUR_MS,
      "3h ahead of the hub's. Charts use the time of receipt instead, and leave out what it kept while the hub was unreachable.",
    ],
    [
      "three minutes ahead",
      180_000,
      "3m ahead of the hub's. Charts show figures that come with a time of its own, such as those that it kept while the hub was unreachable, that much too late. Alerts are not",
    ],
    [
      "a week behind",
      -168 * HOUR_MS,
      "7d behind the hub's. Charts use the time of receipt instead, and leave out what it kept while the hub was unreachable.",
    ],
  ])("says how far: %s", async (_, offsetMs, words) => {
    const at = (ms: number) => ({ ...GOOD, timestamp: new Date(Date.now() + ms).toISOString() });
    await send(at(offsetMs));
    expect(await problems()).toEqual([expect.stringContaining(words)]);
    // A report without a time says nothing about a clock.
    await send(GOOD);
    expect(await problems()).toHaveLength(1);
    await send(at(0));
    expect(await problems()).toEqual([]);
  });

  it("says so too if it does not place its figures in time itself, and charts them as they come", async () => {
    await send({ ...GOOD, sent_at: new Date(Date.now() - 3 * HOUR_MS).toISOString() });
    expect(await problems()).toEqual([expect.stringContaining("3h behind the hub's.")]);
    const { last_sample: sample } = await read();
    expect(Math.abs(Date.parse(sample.at) - Date.now())).toBeLessThan(60_000);
    await send({ ...GOOD, sent_at: new Date().toISOString() });
    expect(await problems()).toEqual([]);
    await send({ ...GOOD, sent_at: "1970-01-01T00:00:00Z" });
    expect(await problems()).toEqual([
      expect.stringContaining("left out: sent_at is more than 10 years away from the hub's clock."),
    ]);
  });

  it("is not one whose report took a minute to arrive", async () => {
    await send({ ...GOOD, timestamp: new Date(Date.now() - 60_000).toISOString() });
    expect(await problems()).toEqual([]);
  });
});

describe("a machine that reports more seldom than its threshold allows for", () => {
  it("says so, also in the answer to a change of the threshold", async () => {
    await send({ ...GOOD, interval_s: 300 });
    const hint =
      "interval: It reports every 5m, and is offline after 2m of silence: it goes offline between two reports. Set the threshold to at least 10m, or let its agent report more often.";
    expect(await problems()).toEqual([hint]);
    const change = (offline_after: string | null) =>
      hub.call(changeMachine, { as: member, params: params(), body: { offline_after } });
    const tooShort = await change("9m");
    expect(tooShort.status).toBe(200);
    expect(tooShort.json.problems[0].message).toContain("one report that is late or lost is an outage");
    expect((await change("10m")).json).toMatchObject({ problems: [], report_interval: "5m" });
    await hub.database.client.team.updateMany({ data: { offlineAfterMs: 30_000 } });
    expect((await change(null)).json.problems[0].message).toContain("offline after 30s of silence");
  });
});

describe("a key that two hosts share", () => {
  const host = (bootId: string, hostname: string) => ({
    ...GOOD,
    boot_id: bootId,
    system_info: { hostname },
  });
  const ORIGINAL = host("boot-a", "web-01");
  const COPY = host("boot-b", "web-02");

  it("is noticed, told once, and shown until one of them stops", async () => {
    const channelId = await fleet.addChannel();
    for (let round = 0; round < 5; round += 1) {
      await send(ORIGINAL);
      await send(COPY);
    }
    expect(await problems()).toEqual([
      "cloned: 2 hosts (web-01, web-02) report with its key: one is probably a copy of the other. While this lasts, the hub cannot notice that one of them has gone silent. Give the copy a machine of its own.",
    ]);
    const deliveries = await hub.database.client.delivery.findMany({ include: { event: true } });
    expect(deliveries).toMatchObject([{ channelId, state: "pending", eventType: "machine.cloned" }]);
    expect(JSON.parse(deliveries[0]?.event.facts ?? "")).toMatchObject({
      message: expect.stringMatching(
        /^2 hosts \(web-01, web-02\) report with the key of web-.+: one is probably a copy/,
      ),
      machine: { id: machine.machineId },
    });
    const { problems: onOverview } = (await hub.call(readOverview, { as: member })).json;
    expect(onOverview).toMatchObject([{ machine_id: machine.machineId, kind: "cloned" }]);
  });

  it("is noticed by several ingest processes together, each of which hears one of the hosts", async () => {
    const policy = { offlineAfterMs: 10_000, flapWindowMs: 0 };
    const door = () => new GroupCommit(hub.database, new HearingState(), policy);
    const [one, other] = [door(), door()];
    const reportOf = (body: unknown) => {
      const parsed = parseReport({ body: JSON.stringify(body), nowMs: Date.now() });
      if (!parsed.ok) throw new Error(parsed.message);
      return { keyId: machine.keyId, report: parsed.report };
    };
    for (let round = 0; round < 4; round += 1) {
      await one.add(reportOf(ORIGINAL));
      await other.add(reportOf(COPY));
    }
    expect(await problems()).toEqual([expect.stringContaining("cloned: 2 hosts")]);
  });

  it.each([
    [
      "reboots",
      [ORIGINAL, ORIGINAL, host("boot-c", "web-01"), host("boot-c", "web-01"), host("boot-c", "web-01")],
    ],
    ["gets a new host name at each start", [1, 2, 3, 4, 5, 6].map((start) => host("boot-a", `c${start}`))],
  ])("is not suspected of a machine that %s", async (_, bodies) => {
    for (const body of bodies) await send(body);
    expect(await problems()).toEqual([]);
    expect(await fleet.told()).toEqual([]);
  });

  it("is ended by giving the copy a machine of its own, in one request", async () => {
    await hub.database.client.machine.updateMany({
      data: { name: "web-01", tags: '["fra1"]', description: "Shop" },
    });
    for (let round = 0; round < 4; round += 1) for (const each of [ORIGINAL, COPY]) await send(each);
    const { status, json } = await hub.call(addClone, { as: member, params: params() });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      name: "web-02",
      status: "pending",
      tags: ["fra1"],
      description: "Shop",
      offline_after: "2m",
      enroll_token: expect.stringMatching(/^lse_/),
    });
    const again = await hub.call(addClone, { as: member, params: params() });
    expect(again.json.name).toBe("web-01-2");
  });
});
