import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as pause } from "@/app/api/v1/machines/[id]/pause/route";
import { GET as preview } from "@/app/api/v1/machines/[id]/preview/route";
import { POST as resume } from "@/app/api/v1/machines/[id]/resume/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";

const HOUR_MS = 3_600_000;

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

const at = (id: number) => ({ as, params: { id: String(id) } });
const pauseFor = (id: number, text = "2h") => hub.call(pause, { ...at(id), body: { for: text } });
const sweep = async () => (await sweepOnce(hub.database)).map((row) => row.machineId);

/** A machine that has reported once, in a team with one channel. */
async function addHeard(): Promise<{ machineId: number; keyId: number }> {
  await fleet.addChannel();
  const machine = await fleet.addMachine();
  await fleet.report([machine.keyId]);
  return machine;
}

/** Sets the end of the pause to `ms` from this moment, by the clock that decides. */
async function endPauseIn(machineId: number, ms: number): Promise<void> {
  const { client, engine } = hub.database;
  const { nowMs } = await client.$transaction((tx) => engine.openCommit(tx));
  await client.machine.update({ where: { id: machineId }, data: { pausedUntil: new Date(nowMs + ms) } });
}

async function pump(): Promise<void> {
  const agent = guardedAgent({ allow: ["127.0.0.0/8"] });
  const { database } = hub;
  const outbox = new Outbox({ database, agent, sealKey: sealKey() }, LONE_WORKER);
  await outbox.pump();
  await outbox.stop();
  await agent.destroy();
}

describe("a paused machine", () => {
  it("is sent only at the end of its pause, with the true time at which it was last seen", async () => {
    const { machineId } = await addHeard();
    expect((await pauseFor(machineId)).json.paused_until).not.toBeNull();
    const { lastSeenAt } = await hub.database.client.machine.findUniqueOrThrow({ where: { id: machineId } });
    await fleet.hear(HOUR_MS);
    expect(await sweep()).toEqual([]);
    await endPauseIn(machineId, 60_000);
    expect(await sweep()).toEqual([]);
    await endPauseIn(machineId, 0);
    expect(await sweep()).toEqual([machineId]);
    expect(await fleet.told()).toEqual(["machine.offline pending"]);
    expect(await hub.database.client.incident.findFirstOrThrow()).toMatchObject({ startedAt: lastSeenAt });
  });

  it("costs neither a pulse nor a check at its deadline", async () => {
    const { machineId } = await addHeard();
    const ahead = () => hub.database.engine.readAhead(hub.database.client, { withinMs: HOUR_MS });
    expect((await ahead()).nextDeadlineMs).not.toBeNull();
    await pauseFor(machineId);
    expect((await ahead()).nextDeadlineMs).toBeNull();
    await endPauseIn(machineId, 0);
    expect((await ahead()).nextDeadlineMs).not.toBeNull();
  });

  it("that reports again has had no outage, during the pause and right after it", async () => {
    const { machineId, keyId } = await addHeard();
    const silence = async (endsInMs: number) => {
      await fleet.hear(HOUR_MS);
      await endPauseIn(machineId, endsInMs);
      return (await fleet.report([keyId])).transitions.map(({ kind }) => kind);
    };
    expect(await silence(HOUR_MS)).toEqual([]);
    expect(await silence(0)).toEqual([]);
    expect(await fleet.told()).toEqual([]);
    // It has reported since the pause ended: the next silence is like any other.
    expect(await silence(-5_000)).toEqual(["unseen_outage"]);
  });

  it("is not declared offline if the hub was deaf when the pause ended", async () => {
    const { machineId, keyId } = await addHeard();
    await fleet.hear(HOUR_MS);
    await endPauseIn(machineId, -60_000);
    await hub.database.client.machine.update({
      where: { id: machineId },
      data: { lastSeenAt: new Date(Date.now() - 2 * HOUR_MS) },
    });
    const { heardMs } = await hub.database.client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
    await hub.database.client.hubPulse.update({ where: { id: 1 }, data: { blindEndedHeardMs: heardMs } });
    expect(await sweep()).toEqual([]);
    expect((await fleet.report([keyId])).transitions).toEqual([]);
  });

  it("that was sent as offline and comes back is sent as recovered", async () => {
    const { machineId, keyId } = await addHeard();
    await fleet.hear(10_000);
    await sweep();
    await hub.database.client.delivery.updateMany({ data: { state: "delivered" } });
    await pauseFor(machineId);
    await fleet.report([keyId]);
    expect(await fleet.statusOf(machineId)).toBe("online");
    expect(await hub.database.client.incident.count({ where: { openKey: { not: null } } })).toBe(0);
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online pending"]);
  });

  it("stops what has not been sent yet", async () => {
    const { machineId } = await addHeard();
    await fleet.hear(10_000);
    await sweep();
    await pauseFor(machineId);
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline suppressed machine_paused"]);
  });

  it("is left out of the counts and the list of offline machines, and comes back by itself", async () => {
    const { machineId } = await addHeard();
    await fleet.hear(10_000);
    await sweep();
    await pauseFor(machineId);
    const shown = async () => {
      const { counts, offline_machines } = (await hub.call(overview, { as })).json;
      return {
        online: counts.online,
        offline: counts.offline,
        paused: counts.paused,
        listed: offline_machines.length,
      };
    };
    expect(await shown()).toEqual({ online: 0, offline: 0, paused: 1, listed: 0 });
    await endPauseIn(machineId, -1);
    expect(await shown()).toEqual({ online: 0, offline: 1, paused: 0, listed: 1 });
  });
});

it("previews an outage during a pause at its end, not before", async () => {
  const { machineId } = await addHeard();
  const { json: paused } = await pauseFor(machineId);
  const { json } = await hub.call(preview, at(machineId));
  expect(json.offline_at).toBe(paused.paused_until);
  expect(json.reason).toMatch(/paused/);
});

describe("resuming", () => {
  it("ends the pause at once, and does nothing without one", async () => {
    const { machineId } = await addHeard();
    await pauseFor(machineId);
    await fleet.hear(HOUR_MS);
    const { json } = await hub.call(resume, { ...at(machineId), method: "POST" });
    expect(json.paused_until).toBeNull();
    expect(await sweep()).toEqual([machineId]);
    const { pausedUntil } = await hub.database.client.machine.findUniqueOrThrow({ where: { id: machineId } });
    expect((await hub.call(resume, { ...at(machineId), method: "POST" })).status).toBe(200);
    expect((await hub.database.client.machine.findFirstOrThrow()).pausedUntil).toEqual(pausedUntil);
  });
});

describe("pausing accepts", () => {
  const ahead = (ms: number) => new Date(Date.now() + ms).toISOString();
  it.each([
    ["a length", { for: "90m" }, 200],
    ["an end", { until: ahead(HOUR_MS) }, 200],
    ["an end with an offset", { until: ahead(HOUR_MS).replace("Z", "+00:00") }, 200],
    ["no end in the past", { until: ahead(-1) }, 422],
    ["no end beyond ninety days", { until: ahead(91 * 24 * HOUR_MS) }, 422],
    ["no length beyond ninety days", { for: "91d" }, 422],
    ["not both", { for: "1h", until: ahead(HOUR_MS) }, 422],
    ["nothing without a length or an end", {}, 422],
    ["no day without a time", { until: "2030-01-01" }, 422],
  ])("%s", async (_name, body, status) => {
    const { machineId } = await addHeard();
    expect((await hub.call(pause, { ...at(machineId), body })).status).toBe(status);
  });

  it("no viewer and no stranger", async () => {
    const { machineId } = await addHeard();
    const viewer = await hub.addPerson({ role: "viewer", teamId: fleet.teamId });
    const stranger = await hub.addPerson();
    const body = { for: "1h" };
    expect((await hub.call(pause, { ...at(machineId), as: viewer, body })).status).toBe(403);
    expect((await hub.call(resume, { ...at(machineId), as: viewer, method: "POST" })).status).toBe(403);
    expect((await hub.call(pause, { ...at(machineId), as: stranger, body })).status).toBe(404);
    expect((await hub.call(resume, { ...at(machineId), as: stranger, method: "POST" })).status).toBe(404);
  });
});
