import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DELETE, POST } from "@/app/api/v1/incidents/[id]/acknowledgement/route";
import { GET as getIncident } from "@/app/api/v1/incidents/[id]/route";
import { POST as disable } from "@/app/api/v1/machines/[id]/disable/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { sweepDeadlines } from "@/lib/heartbeat/sweep-deadlines";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";

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

const at = (id: number, who = as) => ({ as: who, params: { id: String(id) } });
const acknowledge = (id: number, body: object = {}, who = as) => hub.call(POST, { ...at(id, who), body });
const takeBack = (id: number) => hub.call(DELETE, { ...at(id), method: "DELETE" });
const read = async (id: number) => (await hub.call(getIncident, at(id))).json;

/** A machine that went dark, and the id of its incident. */
async function loseMachine() {
  const [machine] = await fleet.addMachines(1);
  if (machine === undefined) throw new Error("no machine was added");
  await fleet.report([machine.keyId]);
  await fleet.hear(10_000);
  await sweepDeadlines(hub.database);
  const { machineId } = machine;
  const { id } = await hub.database.client.incident.findFirstOrThrow({ where: { machineId } });
  return { ...machine, incidentId: id };
}

describe("an acknowledgement", () => {
  it("says who is on it, and holds the recovery back from nobody", async () => {
    const { incidentId, keyId } = await loseMachine();
    const { status, json } = await acknowledge(incidentId);
    expect([status, json.outcome]).toEqual([200, "acknowledged"]);
    expect(json.message).toContain("Somebody is on it");
    expect(json.acknowledgement).toMatchObject({
      by: "Somebody",
      user_id: as.userId,
      via: "ui",
      until: null,
    });
    expect((await read(incidentId)).acknowledgement).toEqual(json.acknowledgement);
    const { offline_machines } = (await hub.call(overview, { as })).json;
    expect(offline_machines[0].incident.acknowledgement).toEqual(json.acknowledgement);
    await fleet.report([keyId]);
    expect(await fleet.told()).toEqual(["machine.offline pending", "machine.online pending"]);
    expect((await read(incidentId)).acknowledgement).toBeNull();
  });

  it("stays with whoever said it first, and gives way to a snooze and the other way round", async () => {
    const { incidentId } = await loseMachine();
    const other = await hub.addPerson({ teamId: fleet.teamId });
    await acknowledge(incidentId);
    expect((await acknowledge(incidentId, {}, other)).json).toMatchObject({
      outcome: "already_acknowledged",
      acknowledgement: { user_id: as.userId },
    });
    expect((await acknowledge(incidentId, { for: "1h" }, other)).json).toMatchObject({
      outcome: "snoozed",
      acknowledgement: { user_id: other.userId, until: expect.any(String) },
    });
    expect((await acknowledge(incidentId)).json).toMatchObject({
      outcome: "acknowledged",
      acknowledgement: { user_id: as.userId, until: null },
    });
    const rows = await hub.database.client.acknowledgement.findMany({ orderBy: { id: "asc" } });
    expect(rows.map(({ ending }) => ending)).toEqual(["replaced", "replaced", null]);
  });

  it("is taken back, by anybody who may say it", async () => {
    const { incidentId } = await loseMachine();
    await acknowledge(incidentId, { for: "30m" });
    expect((await takeBack(incidentId)).json).toMatchObject({ outcome: "taken_back", acknowledgement: null });
    expect((await takeBack(incidentId)).json).toMatchObject({ outcome: "not_acknowledged" });
    expect((await read(incidentId)).acknowledgement).toBeNull();
  });

  it("of an outage that is over changes nothing, and says so", async () => {
    const back = await loseMachine();
    const disabled = await loseMachine();
    await fleet.report([back.keyId]);
    await hub.call(disable, { ...at(disabled.machineId), method: "POST" });
    for (const { incidentId } of [back, disabled]) {
      for (const answer of [
        await acknowledge(incidentId),
        await acknowledge(incidentId, { for: "1h" }),
        await takeBack(incidentId),
      ])
        expect([answer.status, answer.json.outcome]).toEqual([200, "closed"]);
    }
    expect(await hub.database.client.acknowledgement.count()).toBe(0);
    expect(await hub.database.client.incident.count({ where: { openKey: { not: null } } })).toBe(0);
  });

  const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
  it.each([
    ["with two ends", () => ({ for: "1h", until: inMs(60_000) }), "for"],
    ["for longer than a week", () => ({ for: "8d" }), "for"],
    ["until a time that is farther away", () => ({ until: inMs(8 * 86_400_000) }), "until"],
    ["until a time that is over", () => ({ until: inMs(-1_000) }), "until"],
  ] as const)("%s is refused", async (_, body, field) => {
    const { incidentId } = await loseMachine();
    const { status, json } = await acknowledge(incidentId, body());
    expect([status, Object.keys(json.error.fields)]).toEqual([422, [field]]);
    expect(await hub.database.client.acknowledgement.count()).toBe(0);
  });

  it("outlives its person, and goes with its machine", async () => {
    const { incidentId, machineId } = await loseMachine();
    const gone = await hub.addPerson({ teamId: fleet.teamId });
    await acknowledge(incidentId, {}, gone);
    await hub.database.client.user.delete({ where: { id: gone.userId } });
    expect((await read(incidentId)).acknowledgement).toMatchObject({ by: "Somebody", user_id: null });
    await hub.database.client.machine.delete({ where: { id: machineId } });
    expect(await hub.database.client.acknowledgement.count()).toBe(0);
  });

  it("that races with the recovery is either first or finds it over, and nothing fails or opens again", async () => {
    const lost = [];
    for (let i = 0; i < 20; i++) lost.push(await loseMachine());
    const answers = await Promise.all(
      lost.map(async ({ incidentId, keyId }, i) => {
        const [answer] = await Promise.all([
          acknowledge(incidentId, i % 2 === 0 ? {} : { for: "1h" }),
          fleet.report([keyId]),
        ]);
        return answer;
      }),
    );
    for (const { status, json } of answers) {
      expect(status).toBe(200);
      expect(["acknowledged", "snoozed", "closed"]).toContain(json.outcome);
    }
    expect(await hub.database.client.incident.count({ where: { openKey: { not: null } } })).toBe(0);
    const told = await fleet.told();
    expect(told.filter((line) => line.startsWith("machine.online"))).toHaveLength(20);
  });
});
