import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as createMachine, GET as listMachines } from "@/app/api/v1/machines/route";
import { GET as getTeam, PATCH as updateTeam } from "@/app/api/v1/team/route";
import { POST as switchTeam } from "@/app/api/v1/teams/[id]/switch/route";
import { POST as createTeam } from "@/app/api/v1/teams/route";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";

let hub: TestHub;
let fleet: Fleet;
let admin: Person;

beforeAll(async () => {
  hub = await TestHub.open();
  fleet = await Fleet.create(hub.database);
  admin = await hub.addPerson({ teamId: fleet.teamId });
});
afterAll(() => hub.close());

const change = (body: object, as = admin) => hub.call(updateTeam, { as, method: "PATCH", body });

async function timingOf(machineId: number) {
  const { client } = hub.database;
  const { deadline, heardAt, thresholdMs, graceIntervalMs } = await client.machine.findUniqueOrThrow({
    where: { id: machineId },
  });
  const { heardMs } = await client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
  const after = deadline === null ? null : Number(deadline - (heardAt ?? 0n));
  const ahead = deadline === null ? null : Number(deadline - heardMs);
  return { after, ahead, thresholdMs: Number(thresholdMs), graceIntervalMs: Number(graceIntervalMs) };
}

describe("the team's time zone", () => {
  it("is UTC until an admin chooses another one, and can be UTC again", async () => {
    expect((await change({})).json.time_zone).toBe("UTC");
    expect((await change({ time_zone: "Europe/Berlin" })).json.time_zone).toBe("Europe/Berlin");
    expect((await change({ name: "Berlin" })).json.time_zone).toBe("Europe/Berlin");
    expect((await change({ time_zone: null })).json.time_zone).toBe("UTC");
  });

  it.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["Etc/Unknown", "UTC"],
    [undefined, "UTC"],
  ])("is the zone of the browser that creates a team, if the hub knows it: %s", async (time_zone, stored) => {
    const owner = await hub.addPerson();
    await hub.database.client.user.update({ where: { id: owner.userId }, data: { isInstanceAdmin: true } });
    const made = await hub.call(createTeam, { as: owner, body: { name: "New", time_zone } });
    expect(made.status).toBe(201);
    expect((await hub.call(getTeam, { as: owner })).json.time_zone).toBe(stored);
  });
});

describe("the team's threshold", () => {
  it("comes with a warning if machines report too seldom for it", async () => {
    const { machineId } = await fleet.addMachine();
    const { client } = hub.database;
    await client.machine.update({ where: { id: machineId }, data: { reportIntervalMs: 300_000 } });
    expect((await change({ offline_after: "2m" })).json.warning).toMatch(
      /^1 machine reports too seldom for this threshold: .* twice within 2m/,
    );
    expect((await change({ offline_after: "10m" })).json.warning).toBeNull();
    await client.machine.delete({ where: { id: machineId } });
  });

  it("moves the deadlines of machines without their own threshold, never below heard time", async () => {
    const [silent, fresh, own, pending] = [
      ...(await fleet.addMachines(2)),
      ...(await fleet.addMachines(1, { offlineAfterMs: 10_000 })),
      ...(await fleet.addMachines(1)),
    ];
    if (!silent || !fresh || !own || !pending) throw new Error("not added");
    const stranger = await Fleet.create(hub.database);
    const [theirs] = await stranger.addMachines(1);
    if (!theirs) throw new Error("not added");
    await fleet.report([silent.keyId]);
    await fleet.hear(8_000);
    await fleet.report([fresh.keyId, own.keyId]);
    await stranger.report([theirs.keyId]);

    expect((await change({ offline_after: "30s" })).json).toMatchObject({
      offline_after: "30s",
      offline_after_effective: "30s",
    });
    expect(await timingOf(fresh.machineId)).toMatchObject({
      after: 30_000,
      thresholdMs: 30_000,
      graceIntervalMs: 15_000,
    });
    expect(await timingOf(silent.machineId)).toMatchObject({ after: 30_000, ahead: 22_000 });
    expect(await timingOf(own.machineId)).toMatchObject({ after: 10_000, thresholdMs: 10_000 });
    expect(await timingOf(theirs.machineId)).toMatchObject({ after: 10_000 });
    expect(await timingOf(pending.machineId)).toMatchObject({ after: null, thresholdMs: 30_000 });

    await change({ offline_after: "5s" });
    expect(await timingOf(silent.machineId)).toMatchObject({ after: 8_000, ahead: 0 });
    expect(await timingOf(fresh.machineId)).toMatchObject({ after: 5_000 });

    const back = await change({ offline_after: null });
    expect(back.json).toMatchObject({ offline_after: null, offline_after_effective: "2m" });
    expect(await timingOf(fresh.machineId)).toMatchObject({ after: 120_000, thresholdMs: 120_000 });
  });

  it("counts grace in the agent's own interval, at most half the threshold", async () => {
    const [machine] = await fleet.addMachines(1);
    if (!machine) throw new Error("not added");
    await hub.database.client.machine.update({
      where: { id: machine.machineId },
      data: { reportIntervalMs: 20_000 },
    });
    await change({ offline_after: "1m" });
    expect((await timingOf(machine.machineId)).graceIntervalMs).toBe(20_000);
    await change({ offline_after: "30s" });
    expect((await timingOf(machine.machineId)).graceIntervalMs).toBe(15_000);
  });

  it("counts like a machine's own: the next report keeps it", async () => {
    await change({ offline_after: "40s" });
    const { json } = await hub.call(createMachine, { as: admin, body: { name: "new here" } });
    expect(json).toMatchObject({ offline_after: null, offline_after_effective: "40s" });
    const [machine] = await fleet.addMachines(1);
    if (!machine) throw new Error("not added");
    await fleet.report([machine.keyId]);
    expect(await timingOf(machine.machineId)).toMatchObject({ after: 40_000 });
  });

  it.each([
    { offline_after: "1s" },
    { offline_after: "31d" },
    { offline_after: 5 },
    { name: " " },
    { time_zone: "Etc/Unknown" },
    { time_zone: "+01:00" },
    { time_zone: "x".repeat(65) },
    { time_zone: 5 },
    { colour: "red" },
  ])("refuses %j", async (body) => {
    const { status, json } = await change(body);
    expect(status).toBe(422);
    expect(Object.keys(json.error.fields)).toEqual(Object.keys(body));
  });

  it("is for admins to change, and for everybody to read", async () => {
    const member = await hub.addPerson({ role: "member", teamId: fleet.teamId });
    expect((await change({ name: "Mine" }, member)).status).toBe(403);
    expect((await change({ name: "Ops" })).json.name).toBe("Ops");
    expect((await hub.call(getTeam, { as: member })).json).toMatchObject({ id: fleet.teamId, name: "Ops" });
  });
});

describe("somebody in two teams", () => {
  it("sees the one that the session was switched to, only in that browser", async () => {
    const [first, second] = [await hub.addPerson(), await hub.addPerson()];
    await hub.database.client.membership.create({
      data: { teamId: second.teamId, userId: first.userId, role: "viewer", createdAt: new Date() },
    });
    await hub.call(createMachine, { as: first, body: { name: "in the first" } });
    await hub.call(createMachine, { as: second, body: { name: "in the second" } });
    const turn = (as: Person, id: number) =>
      hub.call(switchTeam, { as, method: "POST", params: { id: String(id) } });
    const names = async () =>
      (await hub.call(listMachines, { as: first })).json.data.map(
        (machine: { name: string }) => machine.name,
      );
    expect(await names()).toEqual(["in the first"]);
    expect((await turn(first, second.teamId)).status).toBe(204);
    expect(await names()).toEqual(["in the second"]);
    expect((await hub.call(createMachine, { as: first, body: { name: "mine" } })).status).toBe(403);
    expect((await turn(second, first.teamId)).status).toBe(404);
    expect((await turn(first, 2_147_483_647)).status).toBe(404);
    expect(await names()).toEqual(["in the second"]);
  });
});
