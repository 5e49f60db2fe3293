import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as listIncidents } from "@/app/api/v1/incidents/route";
import { POST as disable } from "@/app/api/v1/machines/[id]/disable/route";
import { GET as samples } from "@/app/api/v1/machines/[id]/samples/route";
import { GET as uptime } from "@/app/api/v1/machines/[id]/uptime/route";
import { GET as explanation } from "@/app/api/v1/machines/[id]/why/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { commitReports } from "@/lib/detection/ingest/commit-reports";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { endSnoozes } from "@/lib/incidents/acknowledgements/end-snoozes";
import { sendStableMachines } from "@/lib/incidents/flapping/send-stable-machines";
import { addFiring } from "../support/add-firing";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { sweepOnce } from "../support/sweep";

const OFFLINE_AFTER_MS = 10_000;
const FLAP_WINDOW_MS = 600_000;

let hub: TestHub;
let fleet: Fleet;
let as: Person;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  await fleet.addChannel();
  as = await hub.addPerson({ role: "member", teamId: fleet.teamId });
});
afterAll(() => hub.close());

const ask = async (handler: Parameters<TestHub["call"]>[0], id: number, query = "") =>
  (await hub.call(handler, { as, params: { id: String(id) }, query })).json;
const overviewNow = async () => (await hub.call(overview, { as })).json;

async function goDark(): Promise<void> {
  await fleet.hear(OFFLINE_AFTER_MS);
  await sweepOnce(hub.database);
}

/** A machine that is online, with a rule that fires. */
async function addTroubled() {
  const machine = await fleet.addMachine();
  await fleet.report([machine.keyId]);
  return { ...machine, otherId: await addFiring(hub.database, { machineId: machine.machineId }) };
}

describe("a rule that fires", () => {
  it("does not mean that its machine is offline", async () => {
    const machines = await fleet.addMachines(5);
    await fleet.report(machines.map(({ keyId }) => keyId));
    for (const { machineId } of machines) await addFiring(hub.database, { machineId });
    expect((await overviewNow()).mass_silence).toBeNull();
    await fleet.hear(OFFLINE_AFTER_MS / 2);
    await fleet.report(machines.slice(1).map(({ keyId }) => keyId));
    await fleet.hear(OFFLINE_AFTER_MS / 2);
    expect(await sweepOnce(hub.database)).toHaveLength(1);
    const events = await hub.database.client.event.findMany();
    expect(events.map(({ facts }) => JSON.parse(facts).mass)).toEqual([undefined]);
  });

  it("is not shown as the outage, nor counted as an offline machine", async () => {
    const { machineId, otherId } = await addTroubled();
    const { counts, alerts, offline_machines } = await overviewNow();
    expect({ offline: counts.offline, alerts, offline_machines }).toEqual({
      offline: 0,
      alerts: { open: 1, critical: 1 },
      offline_machines: [],
    });
    await goDark();
    const { client } = hub.database;
    const { id: outageId } = await client.incident.findFirstOrThrow({ where: { id: { not: otherId } } });
    await addFiring(hub.database, { machineId });
    const both = await overviewNow();
    expect(both.offline_machines).toHaveLength(1);
    expect(both.offline_machines[0].incident.id).toBe(outageId);
    const idsOf = async (query: string) => {
      const { json } = await hub.call(listIncidents, { as, query });
      return json.data.map(({ id }: { id: number }) => id);
    };
    expect(await idsOf("?kind=offline")).toEqual([outageId]);
    expect(await idsOf("?kind=metric&status=open")).toHaveLength(2);
    expect(await idsOf("")).toHaveLength(3);
  });

  it("explains no silence, and is not listed as an outage nearby", async () => {
    const { machineId, otherId } = await addTroubled();
    const at = new Date().toISOString();
    expect(await ask(explanation, machineId, `?at=${at}`)).toMatchObject({ verdict: "not_yet", nearby: [] });
    await hub.database.client.incident.update({
      where: { id: otherId },
      data: { openKey: null, resolvedAt: new Date() },
    });
    expect((await ask(explanation, machineId, `?at=${at}`)).nearby).toEqual([]);
  });

  it("is not charted as an outage, and does not lower the uptime", async () => {
    const { machineId } = await addTroubled();
    const span = `?from=${new Date(Date.now() - 7_200_000).toISOString()}&to=${new Date().toISOString()}`;
    expect((await ask(samples, machineId, span)).outages).toEqual([]);
    const { totals } = await ask(uptime, machineId);
    expect(totals[0]).toMatchObject({ outages: 0, offline: "0s" });
  });

  it("sends no reminder that its machine is offline when its snooze ends, and none where it was not sent", async () => {
    const { otherId } = await addTroubled();
    const { client } = hub.database;
    const over = new Date(Date.now() - 1_000);
    await client.acknowledgement.create({
      data: {
        incidentId: otherId,
        holdsFor: otherId,
        name: "Ada",
        via: "ui",
        createdAt: over,
        until: over,
        untilMs: 0n,
      },
    });
    await fleet.hear(60_000);
    expect(await endSnoozes(hub.database)).toEqual({ ended: 1, told: 1 });
    expect(await fleet.told()).toEqual(["alert.still_firing suppressed offline_not_told"]);
  });

  it("does not prevent an outage from opening and closing, and is not closed with it", async () => {
    const { machineId, keyId, otherId } = await addTroubled();
    await goDark();
    await fleet.report([keyId]);
    expect(await fleet.told(machineId)).toEqual(["machine.offline pending", "machine.online pending"]);
    const { openKey } = await hub.database.client.incident.findUniqueOrThrow({ where: { id: otherId } });
    expect(openKey).toMatch(/^\d+:metric:/);
  });

  it("is closed when its machine is disabled, like the outage", async () => {
    const { machineId } = await addTroubled();
    await goDark();
    await hub.call(disable, { as, params: { id: String(machineId) }, method: "POST" });
    const incidents = await hub.database.client.incident.findMany({ orderBy: { kind: "asc" } });
    const closed = { openKey: null, resolution: "disabled", resolvedAt: expect.any(Date) };
    expect(incidents).toMatchObject([
      { kind: "metric", ...closed },
      { kind: "offline", ...closed },
    ]);
  });

  it("makes no machine flap, and is not sent when a flapping machine becomes stable", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    const report = () =>
      commitReports({
        database: hub.database,
        hearing: fleet.hearing,
        policy: { offlineAfterMs: OFFLINE_AFTER_MS, flapWindowMs: FLAP_WINDOW_MS },
        items: [{ keyId, report: PROOF_OF_LIFE }],
        withPulse: false,
      });
    const fall = async () => {
      await fleet.hear(OFFLINE_AFTER_MS);
      await sweepOnce(hub.database, { flapWindowMs: FLAP_WINDOW_MS });
    };
    const { client } = hub.database;
    await report();
    await addFiring(hub.database, { machineId });
    await client.incident.updateMany({ data: { startedAt: new Date() } });
    for (const [index, flaps] of [0, 0, 1].entries()) {
      if (index > 0) await report();
      await fall();
      expect(await client.flap.count()).toBe(flaps);
    }
    await client.incident.updateMany({ where: { kind: "metric" }, data: { openKey: null } });
    await addFiring(hub.database, { machineId });
    await client.delivery.updateMany({ data: { state: "delivered" } });
    const before = (await fleet.told(machineId)).length;
    await fleet.hear(FLAP_WINDOW_MS);
    await sendStableMachines({ database: hub.database, windowMs: FLAP_WINDOW_MS });
    // The outage whose alert said so has not ended, so nothing is sent.
    expect(await fleet.told(machineId)).toHaveLength(before);
  });

  it("is not in the view that the original's operators query", async () => {
    const { machineId, otherId } = await addTroubled();
    const { client } = hub.database;
    const at = new Date();
    const links = { machineId, incidentId: otherId };
    const event = { id: "evt_other", teamId: fleet.teamId, type: "machine.offline", facts: "{}" };
    await client.event.create({ data: { ...event, ...links, occurredAt: at } });
    const told = { eventType: "machine.offline", state: "delivered", attemptCount: 1, channelName: "ops" };
    await client.delivery.create({
      data: { uid: "msg_other", eventId: event.id, ...links, ...told, createdAt: at, finishedAt: at },
    });
    expect(await client.$queryRawUnsafe("SELECT * FROM machine_offline_notifications")).toEqual([]);
  });
});
