import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PATCH as update } from "@/app/api/v1/machines/[id]/route";
import { POST as bulk } from "@/app/api/v1/machines/bulk/route";
import { GET as rows } from "@/app/api/v1/machines/rows/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { FIGURES } from "@/lib/heartbeat/report/figures";
import { PROOF_OF_LIFE, parseReport } from "@/lib/heartbeat/report/parse";
import { AGENT_VERSION } from "@/lib/machines/agent/version";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { sweepOnce } from "../support/sweep";

let hub: TestHub;
let fleet: Fleet;
let as: Person;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ role: "member", teamId: fleet.teamId });
});
afterAll(() => hub.close());

type Listed = {
  data: { id: number; name: string; status: string }[];
  late: number[];
  alerting: { id: number; alerts: number; worst_alert: string }[];
  count: number;
  next_since: string;
};

const list = async (query = "", who = as): Promise<Listed> => (await hub.call(rows, { as: who, query })).json;
const act = (body: object, who = as) => hub.call(bulk, { as: who, body });
const rowOf = (id: number) => hub.database.client.machine.findUniqueOrThrow({ where: { id } });
const idsOf = async (count: number) => (await fleet.addMachines(count)).map(({ machineId }) => machineId);

/** As if nothing had happened for a minute. */
async function settle(): Promise<void> {
  const before = new Date(Date.now() - 60_000);
  await hub.database.client.machine.updateMany({ data: { updatedAt: before } });
  await hub.database.client.machine.updateMany({
    where: { lastSeenAt: { not: null } },
    data: { lastSeenAt: before },
  });
}

describe("the short list", () => {
  it("contains every machine of the team and no others, and says how to continue", async () => {
    const ids = await idsOf(501);
    await (await Fleet.create(hub.database)).addMachines(1);
    const answer = await list();
    expect(answer.data.map(({ id }) => id)).toEqual(ids);
    expect(answer.count).toBe(501);
    await settle();
    expect((await list(`?since=${answer.next_since}`)).data).toEqual([]);
  });

  it("says what has changed: a report, a change by a person, an outage, the end of a pause", async () => {
    const [heard, renamed, dark, paused, quiet] = await fleet.addMachines(5);
    const all = [heard, renamed, dark, paused, quiet].map((machine) => machine?.keyId ?? 0);
    await fleet.report(all);
    await settle();
    const { next_since: since } = await list();
    const changed = async () => (await list(`?since=${since}`)).data.map(({ id }) => id);
    expect(await changed()).toEqual([]);

    await fleet.report([heard?.keyId ?? 0]);
    expect(await changed()).toEqual([heard?.machineId]);
    const params = { id: String(renamed?.machineId) };
    await hub.call(update, { as, params, method: "PATCH", body: { name: "db" } });
    expect(await changed()).toEqual([heard?.machineId, renamed?.machineId]);
    await hub.database.client.machine.updateMany({
      where: { id: { not: dark?.machineId } },
      data: { deadline: 1_000_000_000n },
    });
    await fleet.hear(10_000);
    expect((await sweepOnce(hub.database)).map((row) => row.machineId)).toEqual([dark?.machineId]);
    await hub.database.client.machine.update({
      where: { id: paused?.machineId ?? 0 },
      data: { pausedUntil: new Date() },
    });
    expect(await changed()).toEqual([
      heard?.machineId,
      renamed?.machineId,
      dark?.machineId,
      paused?.machineId,
    ]);
  });

  it("names late machines, although becoming late changes no row", async () => {
    const [machine] = await fleet.addMachines(1);
    await fleet.report([machine?.keyId ?? 0]);
    await fleet.hear(5_000);
    expect((await list()).late).toEqual([]);
    await fleet.hear(1);
    expect((await list()).late).toEqual([machine?.machineId]);
  });

  it("does not name a machine late before the end of the stop that it announced, and counts it so", async () => {
    const [machine] = await fleet.addMachines(1);
    const goodbye = { reason: "reboot", back_in_s: 300 };
    await fleet.report([machine?.keyId ?? 0], { ...PROOF_OF_LIFE, goodbye });
    const late = async () => [(await list()).late, (await hub.call(overview, { as })).json.counts.late];
    await fleet.hear(299_999);
    expect(await late()).toEqual([[], 0]);
    await fleet.hear(2);
    expect(await late()).toEqual([[machine?.machineId], 1]);
  });
});

describe("a row", () => {
  const report = (keyId: number, fields: object) => {
    const parsed = parseReport({ body: JSON.stringify(fields), nowMs: Date.now() });
    if (!parsed.ok) throw new Error(parsed.message);
    return fleet.report([keyId], parsed.report);
  };

  it("has the load, the fullest filesystem and the agent of the latest report, and whether that is outdated", async () => {
    const { keyId } = await fleet.addMachine();
    await report(keyId, {
      load1: 1.25,
      interval_s: 30,
      agent_version: "0.9.0",
      filesystems: [
        { mount: "/", used_pct: 40 },
        { mount: "/var", used_pct: 91.5 },
        { mount: "/srv", used_pct: 91.5 },
      ],
    });
    expect((await list()).data).toMatchObject([
      {
        load1: 1.25,
        fullest_filesystem: { mount: "/var", used_pct: 91.5 },
        report_interval: "30s",
        agent_version: "0.9.0",
        agent_outdated: true,
        problem_kind: null,
      },
    ]);
    await report(keyId, { cpu_pct: 3, agent_version: AGENT_VERSION });
    expect((await list()).data).toMatchObject([
      { load1: null, fullest_filesystem: null, agent_outdated: false },
    ]);
  });

  it("of a machine that an older version of the hub has stored has no filesystem", async () => {
    const { machineId } = await fleet.addMachine();
    const figures = Object.fromEntries(FIGURES.map((figure) => [figure, 7]));
    const lastSample = JSON.stringify({ at: new Date().toISOString(), ...figures });
    await hub.database.client.machine.update({ where: { id: machineId }, data: { lastSample } });
    expect((await list()).data).toMatchObject([{ cpu_pct: 7, fullest_filesystem: null }]);
  });
});

describe("open alerts", () => {
  const alert = (machineId: number, severity: string, over: object = {}) =>
    hub.database.client.incident.create({
      data: {
        machineId,
        teamId: fleet.teamId,
        kind: "metric",
        openKey: randomUUID(),
        isOpen: true,
        startedAt: new Date(),
        detectedAt: new Date(),
        firing: {
          create: {
            ruleName: "Full",
            metric: "cpu_pct",
            comparison: "above",
            threshold: 1,
            severity,
            value: 2,
          },
        },
        ...over,
      },
    });

  it("are counted for each machine, with the worst severity, although they change no row", async () => {
    const [busy = 0, full = 0, quiet = 0] = await idsOf(3);
    await settle();
    const { next_since: since } = await list();
    await alert(busy, "warning");
    await alert(full, "warning");
    await alert(full, "critical");
    await alert(quiet, "critical", { isOpen: false, openKey: null, resolvedAt: new Date() });
    await alert(quiet, "critical", { kind: "offline" });
    const answer = await list(`?since=${since}`);
    expect(answer.data).toEqual([]);
    expect(answer.alerting).toEqual([
      { id: busy, alerts: 1, worst_alert: "warning" },
      { id: full, alerts: 2, worst_alert: "critical" },
    ]);
  });

  it("of another team are not counted", async () => {
    const [machineId = 0] = await idsOf(1);
    await alert(machineId, "critical");
    const other = await hub.addPerson({ role: "admin" });
    expect((await list("", other)).alerting).toEqual([]);
  });
});

describe("many at once", () => {
  const outcomes = async (body: object) =>
    (await act(body)).json.data.map(({ outcome }: { outcome: string }) => outcome);

  it("get and lose a tag; one that already has twenty stays as it is, and says so", async () => {
    const [full = 0, tagged = 0, bare = 0] = await idsOf(3);
    const { client } = hub.database;
    const twenty = JSON.stringify(Array.from({ length: 20 }, (_, index) => `t${index}`));
    await client.machine.update({ where: { id: full }, data: { tags: twenty } });
    await client.machine.update({ where: { id: tagged }, data: { tags: '["eu"]' } });
    expect(await outcomes({ action: "add_tag", ids: [bare, full, tagged], tag: "eu" })).toEqual([
      "done",
      "refused",
      "done",
    ]);
    expect((await rowOf(bare)).tags).toBe('["eu"]');
    expect((await rowOf(tagged)).tags).toBe('["eu"]');
    expect((await rowOf(full)).tags).toBe(twenty);
    await act({ action: "remove_tag", ids: [bare, tagged], tag: "eu" });
    expect((await rowOf(bare)).tags).toBe("[]");
  });

  it("get a threshold, and their deadlines move with it", async () => {
    const machines = await fleet.addMachines(2);
    await fleet.report([machines[0]?.keyId ?? 0]);
    const ids = machines.map(({ machineId }) => machineId);
    await act({ action: "set_offline_after", ids, offline_after: "1m" });
    const [heard, silent] = [await rowOf(ids[0] ?? 0), await rowOf(ids[1] ?? 0)];
    expect(heard).toMatchObject({ offlineAfterMs: 60_000, deadline: (heard.heardAt ?? 0n) + 60_000n });
    expect(silent).toMatchObject({ offlineAfterMs: 60_000, deadline: null, graceIntervalMs: 30_000n });
  });

  it("are paused and resumed, disabled and enabled", async () => {
    const machines = await fleet.addMachines(45);
    const ids = machines.map(({ machineId }) => machineId);
    await fleet.addChannel();
    await fleet.report(machines.map(({ keyId }) => keyId));
    await fleet.hear(10_000);
    await sweepOnce(hub.database);
    const { client } = hub.database;
    await act({ action: "pause", ids, for: "1h" });
    expect(await client.machine.count({ where: { pausedUntil: { gt: new Date() } } })).toBe(45);
    await act({ action: "resume", ids });
    expect(await client.machine.count({ where: { pausedUntil: { gt: new Date() } } })).toBe(0);
    await act({ action: "disable", ids });
    expect(await client.machine.count({ where: { status: "disabled", deadline: null } })).toBe(45);
    expect(await client.incident.count({ where: { openKey: { not: null } } })).toBe(0);
    expect(await client.delivery.count({ where: { reason: "machine_disabled" } })).toBe(45);
    await act({ action: "enable", ids });
    expect(await client.machine.count({ where: { status: "pending" } })).toBe(45);
  });

  it("are deleted; those of another team, or already deleted, look absent", async () => {
    const [mine = 0, kept = 0] = await idsOf(2);
    const [foreign] = await (await Fleet.create(hub.database)).addMachines(1);
    const ids = [mine, foreign?.machineId ?? 0, 999_999, mine];
    const { json } = await act({ action: "delete", ids });
    expect(json.data.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      "done",
      "not_found",
      "not_found",
    ]);
    const left = await hub.database.client.machine.findMany({ orderBy: { id: "asc" } });
    expect(left.map(({ id }) => id)).toEqual([kept, foreign?.machineId]);
  });

  it.each([
    ["nobody", { action: "disable", ids: [] }],
    [
      "more than a thousand",
      { action: "disable", ids: Array.from({ length: 1_001 }, (_, index) => index + 1) },
    ],
    ["a pause that ends in the past", { action: "pause", ids: [1], until: "2020-01-01T00:00:00Z" }],
    ["a pause without an end", { action: "pause", ids: [1] }],
    ["an unknown action", { action: "explode", ids: [1] }],
  ])("refuse %s", async (_name, body) => {
    expect((await act(body)).status).toBe(422);
  });

  it("are not changed by a viewer", async () => {
    const ids = await idsOf(1);
    const viewer = await hub.addPerson({ role: "viewer", teamId: fleet.teamId });
    expect((await act({ action: "delete", ids }, viewer)).status).toBe(403);
    expect(await hub.database.client.machine.count()).toBe(1);
  });
});
