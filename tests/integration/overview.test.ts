import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as health } from "@/app/api/health/route";
import { GET as live } from "@/app/api/live/route";
import { POST as acknowledge } from "@/app/api/v1/incidents/[id]/acknowledgement/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { recordWorkerRun } from "@/lib/heartbeat/mutations";
import { closeLiveStreams } from "@/lib/overview/live/close-live-streams";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { sweepOnce } from "../support/sweep";

let hub: TestHub;
let fleet: Fleet;
let as: Person;

beforeAll(async () => {
  hub = await TestHub.open();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ role: "viewer", teamId: fleet.teamId });
});

afterAll(() => hub.close());

const beat = (ageMs: number) =>
  recordWorkerRun(hub.database.client, {
    id: "worker",
    startedAtMs: 0,
    nowMs: Date.now() - ageMs,
    wasFullScan: false,
  });

/** Opens the live stream and returns its events one after another. */
async function openStream() {
  const abort = new AbortController();
  const request = new Request(hub.request({ as }), { signal: abort.signal });
  const response = await live(request, { params: Promise.resolve({}) });
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let waiting = "";
  const next = async (): Promise<{ event: string; data: { now: string; counts?: object } } | null> => {
    while (!waiting.includes("\n\n")) {
      const part = await reader?.read();
      if (part === undefined || part.done) return null;
      waiting += decoder.decode(part.value, { stream: true });
    }
    const end = waiting.indexOf("\n\n");
    const [event = "", data = ""] = waiting.slice(0, end).split("\n");
    waiting = waiting.slice(end + 2);
    return { event: event.replace("event: ", ""), data: JSON.parse(data.replace("data: ", "")) };
  };
  return { response, next, cancel: () => reader?.cancel() };
}

describe("health", () => {
  it("is behind before anything runs, also on an empty hub", async () => {
    const { status, json } = await hub.call(health);
    expect(status).toBe(503);
    expect(json).toMatchObject({
      status: "behind",
      checks: { database: { ok: true }, pulse: { ok: false }, worker: { ok: false } },
    });
  });

  it("is well while the hub can hear and the worker checks, and behind when either stops", async () => {
    await fleet.pulse();
    await beat(0);
    const well = await hub.call(health);
    expect(well.json.status).toBe("ok");
    expect(well.status).toBe(200);
    await beat(11_000);
    expect((await hub.call(health)).json.checks).toMatchObject({
      pulse: { ok: true },
      worker: { ok: false },
    });
    await beat(0);
    await hub.database.client.hubPulse.updateMany({ data: { pulsedAt: new Date(Date.now() - 11_000) } });
    const deaf = await hub.call(health);
    expect(deaf.status).toBe(503);
    expect(deaf.json.checks.pulse.ok).toBe(false);
    await fleet.pulse();
  });
});

describe("the overview", () => {
  it("counts by status, and shows who was notified of each offline machine", async () => {
    await fleet.addChannel();
    const [silent, late, fresh] = await fleet.addMachines(4);
    const keyOf = (machine?: { keyId: number }) => machine?.keyId ?? 0;
    await fleet.report([keyOf(silent)]);
    await fleet.hear(4_000);
    await fleet.report([keyOf(late)]);
    await fleet.hear(7_000);
    await fleet.report([keyOf(fresh)]);
    await sweepOnce(hub.database);
    const { status, json } = await hub.call(overview, { as });
    expect(status).toBe(200);
    expect(json.counts).toEqual({ pending: 1, online: 2, late: 1, offline: 1, disabled: 0, paused: 0 });
    expect(json.offline_machines).toMatchObject([
      {
        machine: { id: silent?.machineId, status: "offline", deadline: null },
        incident: { kind: "offline", resolved_at: null, offline_after: "10s" },
        deliveries: [{ event: "machine.offline", state: "pending", attempts: [] }],
      },
    ]);
    expect(json.recent_incidents).toHaveLength(1);
    expect(json.setup).toEqual({
      has_machine: true,
      has_report: true,
      has_channel: true,
      can_tell: true,
      has_delivery: false,
      has_hub_url: false,
    });
  });

  it.each([
    ["is switched off", { isActive: false }],
    ["has not chosen outages", { events: '["machine.online"]' }],
    ["has failed", { failedAt: new Date() }],
    ["is a chat, and no bot is set up", { type: "telegram" }],
  ])("says that nobody would be notified if the only channel %s", async (_name, change) => {
    const other = await Fleet.create(hub.database);
    const person = await hub.addPerson({ teamId: other.teamId });
    const id = await other.addChannel();
    const setup = async () => (await hub.call(overview, { as: person })).json.setup;
    expect(await setup()).toMatchObject({ has_channel: true, can_tell: true });
    await hub.database.client.channel.update({ where: { id }, data: change });
    expect(await setup()).toMatchObject({ has_channel: true, can_tell: false });
  });

  it("when there are too many, leaves out acknowledged outages before unacknowledged ones", async () => {
    const many = await Fleet.create(hub.database);
    const person = await hub.addPerson({ teamId: many.teamId });
    const machines = await many.addMachines(101);
    const { client } = hub.database;
    for (const { keyId } of machines) await many.report([keyId]);
    await many.hear(20_000);
    await sweepOnce(hub.database);
    const shown = async () => {
      const { json } = await hub.call(overview, { as: person });
      expect(json.counts.offline).toBe(machines.length);
      return json.offline_machines.map(({ machine }: { machine: { id: number } }) => machine.id);
    };
    const ids = machines.map(({ machineId }) => machineId);
    expect(await shown()).toEqual(ids.slice(0, 100));
    const take = async (machineId = 0) => {
      const { id } = await client.incident.findFirstOrThrow({ where: { machineId } });
      await hub.call(acknowledge, { as: person, params: { id: String(id) }, body: {} });
    };
    await take(ids[0]);
    expect(await shown()).toEqual(ids.slice(1));
    await take(ids[50]);
    const rest = ids.filter((id) => id !== ids[0] && id !== ids[50]);
    expect(await shown()).toEqual([...rest, ids[0]]);
  });

  it("does not show another team's machines", async () => {
    const { json } = await hub.call(overview, { as: await hub.addPerson() });
    expect(json.counts).toEqual({ pending: 0, online: 0, late: 0, offline: 0, disabled: 0, paused: 0 });
    expect(json).toMatchObject({ offline_machines: [], recent_incidents: [], setup: { has_machine: false } });
  });
});

describe("the live stream", () => {
  it("needs a session", async () => {
    expect((await hub.call(live)).status).toBe(401);
  });

  it("begins with the overview, and sends it again when something has changed", async () => {
    const stream = await openStream();
    expect(stream.response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    const first = await stream.next();
    expect(first).toMatchObject({ event: "overview", data: { counts: { pending: 1 } } });
    await fleet.addMachines(1);
    let changed = await stream.next();
    while (changed?.event === "tick") changed = await stream.next();
    expect(changed).toMatchObject({ event: "overview", data: { counts: { pending: 2 } } });
    await stream.cancel();
  });

  it("ends when the hub stops, and no new one opens", async () => {
    const stream = await openStream();
    await stream.next();
    closeLiveStreams();
    while ((await stream.next()) !== null);
    expect((await hub.call(live, { as })).status).toBe(503);
  });
});
