import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as getIncident } from "@/app/api/v1/incidents/[id]/route";
import { GET as listIncidents } from "@/app/api/v1/incidents/route";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { prune } from "../support/prune";
import { sweepOnce } from "../support/sweep";

let hub: TestHub;
let fleet: Fleet;
let viewer: Person;

beforeAll(async () => {
  hub = await TestHub.open();
  fleet = await Fleet.create(hub.database);
  viewer = await hub.addPerson({ teamId: fleet.teamId, role: "viewer" });
});
afterAll(() => hub.close());

const read = (id: number | string, as = viewer) => hub.call(getIncident, { as, params: { id: String(id) } });

/** A machine that has gone offline, and the id of its incident. */
async function loseMachine() {
  const machine = await fleet.addMachine();
  await fleet.report([machine.keyId]);
  await fleet.hear(10_250);
  await sweepOnce(hub.database);
  const { json } = await hub.call(listIncidents, { as: viewer, query: `?machine_id=${machine.machineId}` });
  return { ...machine, incidentId: Number(json.data[0].id) };
}

describe("an incident", () => {
  it("says when its notifications are no longer kept, and still when it was", async () => {
    const { incidentId, keyId } = await loseMachine();
    await fleet.report([keyId]);
    expect((await read(incidentId)).json).toMatchObject({ events_kept: true });
    await prune(hub.database, { now: new Date(Date.now() + 1_000), keep: { eventsMs: 0 } });
    const { json } = await read(incidentId);
    expect(json).toMatchObject({ events_kept: false, deliveries: [] });
    expect(json.timeline.map(({ moment }: { moment: string }) => moment)).toEqual([
      "last_heard",
      "deadline",
      "detected",
      "resolved",
    ]);
  });

  it("is shown step by step, with why it was declared", async () => {
    const channelId = await fleet.addChannel();
    const off = await fleet.addChannel({ isActive: false });
    const { incidentId, keyId } = await loseMachine();
    const { status, json } = await read(incidentId);
    expect(status).toBe(200);
    const [waiting, silent] = json.deliveries;
    expect(json.timeline).toMatchObject([
      { moment: "last_heard", at: json.started_at, gap: null },
      { moment: "deadline" },
      { moment: "detected", at: json.detected_at },
      { moment: "told", at: null, gap: null, delivery_id: waiting.id },
      { moment: "told", at: null, gap: null, delivery_id: silent.id },
    ]);
    const { last_report, deadline, decided } = json.decision.heard_ms;
    expect([deadline - last_report, decided - deadline]).toEqual([10_000, 250]);
    expect(json.decision).toMatchObject({
      heard_silence: "10s250ms",
      grace: "10s",
      blind_intervals: [],
      together: null,
    });
    expect(waiting).toMatchObject({
      channel_id: channelId,
      replay_refusal: expect.stringContaining("still"),
    });
    expect(silent).toMatchObject({
      channel_id: off,
      replay_refusal: expect.stringContaining("switched off"),
    });

    await hub.database.client.delivery.updateMany({
      where: { channelId },
      data: { state: "delivered", finishedAt: new Date() },
    });
    await fleet.report([keyId]);
    const { json: over } = await read(incidentId);
    expect(over.timeline.map(({ moment }: { moment: string }) => moment)).toEqual([
      "last_heard",
      "deadline",
      "detected",
      "told",
      "told",
      "resolved",
      "recovery_told",
      "recovery_told",
    ]);
    expect(over.timeline[3].at).not.toBeNull();
    expect(over.deliveries[0].replay_refusal).toBeNull();
    await hub.database.client.channel.deleteMany({ where: { id: { in: [channelId, off] } } });
  });

  it("names the blind intervals within the silence", async () => {
    const { incidentId } = await loseMachine();
    const { json } = await read(incidentId);
    const startedAt = new Date(json.started_at);
    const endedAt = new Date(json.detected_at);
    const heardMs = BigInt(json.decision.heard_ms.deadline);
    await hub.database.client.blindInterval.createMany({
      data: [
        { startedAt, endedAt, cause: "down", heardMs },
        { startedAt: new Date(0), endedAt: new Date(1), cause: "down", heardMs: 0n },
      ],
    });
    expect((await read(incidentId)).json.decision.blind_intervals).toEqual([
      { started_at: json.started_at, ended_at: json.detected_at, cause: "down" },
    ]);
  });

  it("is visible only to its team", async () => {
    const { incidentId } = await loseMachine();
    const stranger = await read(incidentId, await hub.addPerson());
    expect(stranger.status).toBe(404);
    expect(stranger.json).toEqual((await read(999_999)).json);
  });
});
