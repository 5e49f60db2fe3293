import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DELETE, POST } from "@/app/api/v1/incidents/[id]/acknowledgement/route";
import { GET as getIncident } from "@/app/api/v1/incidents/[id]/route";
import { POST as bulk } from "@/app/api/v1/incidents/bulk/route";
import { POST as disable } from "@/app/api/v1/machines/[id]/disable/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { env } from "@/lib/base/env";
import { openDatabase } from "@/lib/db/client";
import { machineFactsSchema } from "@/lib/events/facts";
import { endSnoozes } from "@/lib/incidents/acknowledgements/end-snoozes";
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
  await fleet.addChannel();
  as = await hub.addPerson({ role: "member", teamId: fleet.teamId });
});
afterAll(() => hub.close());

const at = (id: number, who = as) => ({ as: who, params: { id: String(id) } });
const acknowledge = (id: number, body: object = {}, who = as) => hub.call(POST, { ...at(id, who), body });
const takeBack = (id: number) => hub.call(DELETE, { ...at(id), method: "DELETE" });
const read = async (id: number) => (await hub.call(getIncident, at(id))).json;

/** A machine that has gone offline, and the id of its incident. */
async function loseMachine() {
  const machine = await fleet.addMachine();
  await fleet.report([machine.keyId]);
  await fleet.hear(10_000);
  await sweepOnce(hub.database);
  const { machineId } = machine;
  const { id } = await hub.database.client.incident.findFirstOrThrow({ where: { machineId } });
  return { ...machine, incidentId: id };
}

describe("an acknowledgement", () => {
  it("says who has acknowledged, and holds back no recovery", async () => {
    const { incidentId, keyId } = await loseMachine();
    const { status, json } = await acknowledge(incidentId);
    expect([status, json.outcome]).toEqual([200, "acknowledged"]);
    expect(json.message).toContain("Acknowledged. The recovery is still sent.");
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

  it("stays with the first person; a snooze replaces it, and it replaces a snooze", async () => {
    const { incidentId } = await loseMachine();
    const other = await hub.addPerson({ teamId: fleet.teamId });
    await acknowledge(incidentId);
    expect((await acknowledge(incidentId, {}, other)).json).toMatchObject({
      outcome: "already_acknowledged",
      acknowledgement: { user_id: as.userId },
    });
    expect((await acknowledge(incidentId, { for: "1h" }, other)).json).toMatchObject({
      outcome: "snoozed",
      message: expect.stringContaining("Snoozed for 1h."),
      acknowledgement: { user_id: other.userId, until: expect.any(String) },
    });
    expect((await acknowledge(incidentId)).json).toMatchObject({
      outcome: "acknowledged",
      acknowledgement: { user_id: as.userId, until: null },
    });
    const rows = await hub.database.client.acknowledgement.findMany({ orderBy: { id: "asc" } });
    expect(rows.map(({ ending }) => ending)).toEqual(["replaced", "replaced", null]);
  });

  it("can be undone by anybody who may acknowledge", async () => {
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
    ["until a time further ahead", () => ({ until: inMs(8 * 86_400_000) }), "until"],
    ["until a time in the past", () => ({ until: inMs(-1_000) }), "until"],
  ] as const)("%s is refused", async (_, body, field) => {
    const { incidentId } = await loseMachine();
    const { status, json } = await acknowledge(incidentId, body());
    expect([status, Object.keys(json.error.fields)]).toEqual([422, [field]]);
    expect(await hub.database.client.acknowledgement.count()).toBe(0);
  });

  it("survives its person, and is deleted with its machine", async () => {
    const { incidentId, machineId } = await loseMachine();
    const gone = await hub.addPerson({ teamId: fleet.teamId });
    await acknowledge(incidentId, {}, gone);
    await hub.database.client.user.delete({ where: { id: gone.userId } });
    expect((await read(incidentId)).acknowledgement).toMatchObject({ by: "Somebody", user_id: null });
    await hub.database.client.machine.delete({ where: { id: machineId } });
    expect(await hub.database.client.acknowledgement.count()).toBe(0);
  });

  it("that races with the recovery is first or finds the outage over; nothing fails or reopens", async () => {
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

describe("many at once", () => {
  const act = (body: object, who = as) => hub.call(bulk, { as: who, body });
  const outcomes = ({ json }: { json: { data: { id: number; outcome: string }[] } }) =>
    json.data.map(({ id, outcome }) => [id, outcome]);

  it("are acknowledged, snoozed and undone like single ones, and acknowledged ones stay as they are", async () => {
    const [free, taken, snoozed, back] = [
      await loseMachine(),
      await loseMachine(),
      await loseMachine(),
      await loseMachine(),
    ];
    const other = await hub.addPerson({ teamId: fleet.teamId });
    await acknowledge(taken.incidentId, {}, other);
    await fleet.report([back.keyId]);
    const ids = [free, taken, snoozed, back].map(({ incidentId }) => incidentId);
    await acknowledge(snoozed.incidentId, { for: "1h" }, other);
    const answer = await act({ action: "acknowledge", ids });
    expect(answer.status).toBe(200);
    expect(outcomes(answer)).toEqual([
      [free.incidentId, "acknowledged"],
      [taken.incidentId, "already_acknowledged"],
      [snoozed.incidentId, "acknowledged"],
      [back.incidentId, "closed"],
    ]);
    expect((await read(free.incidentId)).acknowledgement).toMatchObject({ user_id: as.userId, until: null });
    expect((await read(taken.incidentId)).acknowledgement).toMatchObject({ user_id: other.userId });

    const until = new Date(Date.now() + 3_600_000).toISOString();
    await act({ action: "acknowledge", ids: [free.incidentId, taken.incidentId], until });
    for (const { incidentId } of [free, taken])
      expect((await read(incidentId)).acknowledgement).toMatchObject({ user_id: as.userId, until });

    expect(outcomes(await act({ action: "take_back", ids }))).toEqual([
      [free.incidentId, "taken_back"],
      [taken.incidentId, "taken_back"],
      [snoozed.incidentId, "taken_back"],
      [back.incidentId, "closed"],
    ]);
    expect((await read(taken.incidentId)).acknowledgement).toBeNull();
    const { ending, endedBy } = await hub.database.client.acknowledgement.findFirstOrThrow({
      where: { incidentId: taken.incidentId },
      orderBy: { id: "desc" },
    });
    expect([ending, endedBy]).toEqual(["taken_back", "Somebody"]);
  });

  it("must belong to one's own team, and are not for viewers", async () => {
    const { incidentId } = await loseMachine();
    const stranger = await hub.addPerson();
    expect(outcomes(await act({ action: "acknowledge", ids: [incidentId] }, stranger))).toEqual([
      [incidentId, "not_found"],
    ]);
    const viewer = await hub.addPerson({ teamId: fleet.teamId, role: "viewer" });
    for (const action of ["acknowledge", "take_back"])
      expect((await act({ action, ids: [incidentId] }, viewer)).status).toBe(403);
    expect(await hub.database.client.acknowledgement.count()).toBe(0);
  });

  it.each([
    ["without any", { action: "acknowledge", ids: [] }],
    [
      "with more than a thousand",
      { action: "acknowledge", ids: Array.from({ length: 1_001 }, (_, i) => i + 1) },
    ],
    ["with two ends", { action: "acknowledge", ids: [1], for: "1h", until: new Date().toISOString() }],
    ["with an end in the past", { action: "acknowledge", ids: [1], until: "2020-01-01T00:00:00Z" }],
    ["with an end for an undo", { action: "take_back", ids: [1], for: "1h" }],
  ] as const)("%s are refused", async (_, body) => {
    expect((await act(body)).status).toBe(422);
  });

  it("that race with their recoveries, and with somebody else, are acknowledged once or over", async () => {
    const lost = [];
    for (let i = 0; i < 50; i++) lost.push(await loseMachine());
    const ids = lost.map(({ incidentId }) => incidentId);
    const other = await hub.addPerson({ teamId: fleet.teamId });
    const [mine, theirs] = await Promise.all([
      act({ action: "acknowledge", ids }),
      act({ action: "acknowledge", ids: ids.toReversed() }, other),
      ...lost.slice(0, 10).map(({ keyId }) => fleet.report([keyId])),
    ]);
    expect([mine?.status, theirs?.status]).toEqual([200, 200]);
    const { client } = hub.database;
    expect(await client.incident.count({ where: { openKey: { not: null } } })).toBe(40);
    for (const id of ids.slice(10)) {
      const holds = await client.acknowledgement.findMany({ where: { incidentId: id } });
      expect(holds).toHaveLength(1);
    }
  });
});

describe("a snooze", () => {
  /** A snoozed outage whose snooze has ended, by the clock that decides. */
  async function outlast(count = 1) {
    const lost = [];
    for (let i = 0; i < count; i++) {
      const outage = await loseMachine();
      await acknowledge(outage.incidentId, { for: "1h" });
      lost.push(outage);
    }
    return lost;
  }
  async function letRunOut(): Promise<void> {
    const { client, engine } = hub.database;
    const { nowMs } = await engine.readHub(client);
    await client.acknowledgement.updateMany({
      where: { until: { not: null } },
      data: { until: new Date(nowMs) },
    });
    await fleet.hear(0);
  }
  const still = async () => (await fleet.told()).filter((line) => line.startsWith("machine.still_offline"));

  it("sends one reminder if its outage outlasts it", async () => {
    const [outage] = await outlast();
    expect(await endSnoozes(hub.database)).toEqual({ ended: 0, told: 0 });
    await letRunOut();
    expect(await endSnoozes(hub.database)).toEqual({ ended: 1, told: 1 });
    expect(await endSnoozes(hub.database)).toEqual({ ended: 0, told: 0 });
    expect(await fleet.told()).toEqual(["machine.offline pending", "machine.still_offline pending"]);
    const event = await hub.database.client.event.findFirstOrThrow({
      where: { type: "machine.still_offline" },
    });
    expect(machineFactsSchema.parse(JSON.parse(event.facts))).toMatchObject({
      machine: { id: outage?.machineId, status: "offline" },
      incident: { id: outage?.incidentId, resolved_at: null },
      snooze: { by: "Somebody" },
    });
    expect((await read(outage?.incidentId ?? 0)).acknowledgement).toBeNull();
  });

  it("sends one reminder for each time that it is renewed", async () => {
    const [outage] = await outlast();
    await letRunOut();
    await endSnoozes(hub.database);
    await acknowledge(outage?.incidentId ?? 0, { for: "1h" });
    await letRunOut();
    await endSnoozes(hub.database);
    expect(await still()).toHaveLength(2);
  });

  it("sends nothing once the machine is back, disabled, or acknowledged without an end", async () => {
    const [back, disabled, taken, free] = await outlast(4);
    await fleet.report([back?.keyId ?? 0]);
    await hub.call(disable, { ...at(disabled?.machineId ?? 0), method: "POST" });
    await acknowledge(taken?.incidentId ?? 0);
    await takeBack(free?.incidentId ?? 0);
    await letRunOut();
    expect(await endSnoozes(hub.database)).toEqual({ ended: 2, told: 0 });
    expect(await still()).toEqual([]);
  });

  it("reminds the channels that got the alert and chose outages, and not during a pause", async () => {
    const { client } = hub.database;
    await fleet.addChannel({ isActive: false });
    await fleet.addChannel({ events: '["machine.offline"]' });
    await fleet.addChannel({ events: '["machine.online"]' });
    const [, paused] = await outlast(2);
    await fleet.addChannel();
    await client.machine.update({
      where: { id: paused?.machineId ?? 0 },
      data: { pausedUntil: new Date(Date.now() + 3_600_000) },
    });
    await letRunOut();
    await endSnoozes(hub.database);
    const told = (state: string) => [
      state,
      "suppressed channel_off",
      state,
      "suppressed event_not_chosen",
      "suppressed offline_not_told",
    ];
    expect(await still()).toEqual(
      [...told("pending"), ...told("suppressed machine_paused")].map(
        (line) => `machine.still_offline ${line}`,
      ),
    );
  });

  it("waits while the hub cannot receive reports, and then until machines have had time to report", async () => {
    await outlast();
    await letRunOut();
    const { client } = hub.database;
    await client.hubPulse.update({ where: { id: 1 }, data: { pulsedAt: new Date(Date.now() - 60_000) } });
    expect(await endSnoozes(hub.database)).toEqual({ ended: 0, told: 0 });
    const { heardMs } = await client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
    await client.hubPulse.update({ where: { id: 1 }, data: { blindEndedHeardMs: heardMs } });
    await fleet.hear(9_999);
    expect(await endSnoozes(hub.database)).toEqual({ ended: 0, told: 0 });
    await fleet.hear(1);
    expect(await endSnoozes(hub.database)).toEqual({ ended: 1, told: 1 });
  });

  it("reminds once or not at all when two workers and the recovery race, and never after the recovery", async () => {
    const lost = await outlast(20);
    await letRunOut();
    const other = await openDatabase(env().database, { synchronous: "NORMAL" });
    const ends = await Promise.all([
      endSnoozes(hub.database),
      endSnoozes(other),
      fleet.report(lost.slice(0, 10).map(({ keyId }) => keyId)),
      endSnoozes(other),
    ]);
    await endSnoozes(other);
    await other.close();
    expect(ends).toHaveLength(4);
    const { client } = hub.database;
    expect(await client.acknowledgement.count({ where: { endedAt: null } })).toBe(0);
    for (const [index, { machineId }] of lost.entries()) {
      const told = (await fleet.told(machineId)).map((line) => line.replace(" pending", ""));
      const isBack = index < 10;
      if (isBack)
        expect([
          "machine.offline machine.online",
          "machine.offline machine.still_offline machine.online",
        ]).toContain(told.join(" "));
      else expect(told).toEqual(["machine.offline", "machine.still_offline"]);
    }
  });
});
