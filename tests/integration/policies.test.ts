import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DELETE as deleteChannel } from "@/app/api/v1/channels/[id]/route";
import {
  POST as acknowledge,
  DELETE as unacknowledge,
} from "@/app/api/v1/incidents/[id]/acknowledgement/route";
import { POST as disable } from "@/app/api/v1/machines/[id]/disable/route";
import { DELETE, PATCH } from "@/app/api/v1/policies/[id]/route";
import { GET as versions } from "@/app/api/v1/policies/[id]/versions/route";
import { PUT as order } from "@/app/api/v1/policies/order/route";
import { GET, POST } from "@/app/api/v1/policies/route";
import { runTurns } from "@/lib/incidents/turns/run-turns";
import { decideSending } from "@/lib/notifications/outbox/sending/decide";
import { loadForSending } from "@/lib/notifications/outbox/sending/delivery-data";
import { claimDeliveries, endDeliveries } from "@/lib/notifications/outbox/sending/delivery-mutations";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { sweepOnce } from "../support/sweep";
import { expectLogged } from "../support/watched-log";

expectLogged(/A policy cannot be read/, /A turn cannot be taken/);

const MINUTE = 60_000;
let hub: TestHub;
let fleet: Fleet;
let as: Person;
let [first, second, third] = [0, 0, 0];

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  first = await fleet.addChannel();
  second = await fleet.addChannel();
  third = await fleet.addChannel();
  as = await hub.addPerson({ role: "admin", teamId: fleet.teamId });
});
afterAll(() => hub.close());

const id = (of: number | string) => ({ params: { id: String(of) } });
const create = async (body: object) => (await hub.call(POST, { as, body: { name: "Own", ...body } })).json;
const patch = (of: number | string, body: object) =>
  hub.call(PATCH, { as, ...id(of), body, method: "PATCH" });
const inTwoSteps = () => [{ channels: [first] }, { wait: "10m", channels: [second] }];

/** A machine that has gone offline, and the id of its incident. */
async function loseMachine() {
  const machine = await fleet.addMachine();
  await fleet.report([machine.keyId]);
  await fleet.hear(10_000);
  await sweepOnce(hub.database);
  const { machineId } = machine;
  const incident = await hub.database.client.incident.findFirstOrThrow({ where: { machineId } });
  return { ...machine, incident, incidentId: incident.id };
}

/** Everything that waits arrives. */
const deliver = () =>
  hub.database.client.delivery.updateMany({
    where: { state: "pending" },
    data: { state: "delivered", attemptCount: 1, finishedAt: new Date() },
  });

async function pass(ms: number) {
  await fleet.hear(ms);
  return runTurns(hub.database);
}

const NAMES = () => new Map([first, second, third].map((channelId, index) => [channelId, index + 1]));

/** Who was notified of what, in order: "machine.offline 1 pending". */
async function told() {
  const names = NAMES();
  const rows = await hub.database.client.delivery.findMany({ orderBy: { id: "asc" } });
  return rows.map((row) =>
    [row.eventType, names.get(row.channelId ?? 0), row.state, row.reason]
      .filter((part) => part !== null)
      .join(" "),
  );
}

async function turns() {
  const rows = await hub.database.client.turn.findMany({ orderBy: { id: "asc" } });
  return rows.map(({ key, ending }) => `${key} ${ending ?? "waits"}`);
}

describe("the policies of a team", () => {
  it("are for everything else alone until somebody adds others, and keep every version", async () => {
    expect((await hub.call(GET, { as })).json.data).toEqual([
      expect.objectContaining({ id: "default", number: 0, steps: [{ wait: "0s", channels: "all" }] }),
    ]);
    const own = await create({ steps: inTwoSteps(), match: { kinds: ["offline"] } });
    expect(own).toMatchObject({ number: 1, position: 1, is_default: false, created_by: "Somebody" });
    expect((await patch(own.id, { version: 1, name: "Other" })).json).toMatchObject({
      number: 2,
      name: "Other",
    });
    expect((await patch(own.id, { version: 1, name: "Third" })).status).toBe(409);
    expect((await patch("default", { steps: inTwoSteps() })).json).toMatchObject({
      id: "default",
      number: 1,
    });
    const all = (await hub.call(versions, { as, ...id(own.id) })).json.data;
    expect(all.map(({ name }: { name: string }) => name)).toEqual(["Other", "Own"]);
  });

  it("refuse what is not the team's, and what the default one cannot be", async () => {
    const { machineId } = await Fleet.create(hub.database).then((abroad) => abroad.addMachine());
    const abroad = await (await Fleet.create(hub.database)).addChannel();
    const refused = async (body: object) =>
      (await hub.call(POST, { as, body: { name: "Own", steps: inTwoSteps(), ...body } })).status;
    expect(await refused({ match: { machines: { machines: [machineId] } } })).toBe(422);
    expect(await refused({ steps: [{ channels: [abroad] }] })).toBe(422);
    expect((await patch("default", { match: { kinds: ["offline"] } })).status).toBe(422);
    expect((await patch("default", { is_active: false })).status).toBe(422);
    expect((await hub.call(DELETE, { as, ...id("default"), method: "DELETE" })).status).toBe(409);
  });

  it("are asked in their order", async () => {
    const one = await create({ name: "One", steps: inTwoSteps() });
    const two = await create({ name: "Two", severity: "warning", steps: [{ channels: [third] }] });
    expect((await hub.call(order, { as, method: "PUT", body: { ids: [two.id] } })).status).toBe(409);
    const ids = [two.id, one.id];
    const { json } = await hub.call(order, { as, method: "PUT", body: { ids } });
    expect(json.data.map(({ name }: { name: string }) => name)).toEqual(["Two", "One", "Everything else"]);
    expect((await loseMachine()).incident).toMatchObject({ severity: "warning" });
    expect(await told()).toEqual(["machine.offline 3 pending"]);
  });

  it("lose a channel that is deleted, as a new version", async () => {
    const own = await create({ steps: inTwoSteps() });
    await hub.call(deleteChannel, { as, ...id(second), method: "DELETE" });
    const { json } = await hub.call(versions, { as, ...id(own.id) });
    expect(json.data[0]).toMatchObject({ number: 2, steps: [{ channels: [first] }, { channels: [] }] });
  });
});

describe("an incident that follows a policy", () => {
  it("is nobody's business but its steps': later ones come after their wait, and the recovery goes to all of them", async () => {
    await create({ steps: inTwoSteps(), reminder: { every: "30m", at_most: 1 } });
    const { keyId } = await loseMachine();
    expect(await told()).toEqual(["machine.offline 1 pending"]);
    await deliver();
    expect(await pass(10 * MINUTE - 1)).toEqual({ ended: 0, told: 0 });
    expect(await pass(1)).toEqual({ ended: 1, told: 1 });
    await deliver();
    expect(await pass(30 * MINUTE)).toEqual({ ended: 1, told: 0 });
    expect(await pass(0)).toEqual({ ended: 1, told: 1 });
    expect((await told()).slice(1)).toEqual([
      "machine.offline 2 delivered",
      "machine.still_offline 1 pending",
      "machine.still_offline 2 pending",
    ]);
    await fleet.report([keyId]);
    expect((await told()).slice(4)).toEqual(["machine.online 1 pending", "machine.online 2 pending"]);
    expect(await turns()).toEqual(["step:1 told", "step:2 told", "fallback reached", "reminder:1 told"]);
  });

  it("notifies nobody at all if it is over before its first step", async () => {
    await create({ steps: [{ wait: "5m", channels: [first] }] });
    const { keyId } = await loseMachine();
    await fleet.hear(3 * MINUTE);
    await fleet.report([keyId]);
    await pass(2 * MINUTE);
    expect([await told(), await turns()]).toEqual([[], ["step:1 over"]]);
    expect(await hub.database.client.event.count()).toBe(0);
  });

  it("keeps its version when the policy is changed and deleted", async () => {
    const own = await create({ steps: inTwoSteps() });
    await loseMachine();
    await deliver();
    await patch(own.id, { steps: [{ channels: [third] }] });
    await hub.call(DELETE, { as, ...id(own.id), method: "DELETE" });
    await pass(10 * MINUTE);
    expect(await told()).toEqual(["machine.offline 1 delivered", "machine.offline 2 pending"]);
  });

  it("goes on at once where a step reaches nobody, at last as the default policy says", async () => {
    await hub.database.client.channel.update({ where: { id: first }, data: { isActive: false } });
    await create({ steps: inTwoSteps() });
    await loseMachine();
    await pass(0);
    expect(await told()).toEqual(["machine.offline 1 suppressed channel_off", "machine.offline 2 pending"]);
    const token = "token";
    const which = {
      ...{ channelTypes: ["webhook"], exceptChannels: [], onlyChannels: null },
      ...{ suspects: false, limit: 10 },
    };
    const [delivery] = await claimDeliveries(hub.database, { token, takesOver: false, which });
    if (delivery === undefined) throw new Error("nothing was claimed");
    const ending = { state: "dead", reason: "message_refused" } as const;
    await endDeliveries(hub.database, [{ delivery, token, ending, attempt: null }]);
    await pass(0);
    expect((await told()).slice(1)).toEqual([
      "machine.offline 2 dead message_refused",
      "machine.offline 1 suppressed channel_off",
      "machine.offline 2 pending",
      "machine.offline 3 pending",
    ]);
    expect((await turns()).at(-1)).toBe("fallback told");
  });

  it("waits while somebody is on it, and its whole wait after that; what was written is not sent", async () => {
    await create({ steps: inTwoSteps() });
    const { incidentId } = await loseMachine();
    await deliver();
    await hub.call(acknowledge, { as, ...id(incidentId), body: {} });
    await pass(10 * MINUTE);
    expect(await turns()).toEqual(["step:1 told", "step:2 acknowledged"]);
    await hub.call(unacknowledge, { as, ...id(incidentId), method: "DELETE" });
    expect(await pass(10 * MINUTE - 1)).toEqual({ ended: 0, told: 0 });
    await pass(1);
    expect((await told()).at(-1)).toBe("machine.offline 2 pending");
    await hub.call(acknowledge, { as, ...id(incidentId), body: {} });
    const which = { ids: (await hub.database.client.delivery.findMany()).map((row) => row.id) };
    const deliveries = await claimDeliveries(hub.database, { token: "token", takesOver: false, which });
    const { loaded } = await loadForSending(hub.database, { deliveries, now: new Date() });
    expect(loaded.map((row) => decideSending({ ...row, lostClaims: 0 }))).toEqual([
      expect.objectContaining({ reason: "acknowledged" }),
    ]);
  });

  it("ends with its machine: nothing comes once it is disabled", async () => {
    await create({ steps: inTwoSteps() });
    const { machineId } = await loseMachine();
    await hub.call(disable, { as, ...id(machineId), method: "POST" });
    expect(await turns()).toEqual(["step:1 told", "step:2 over"]);
    expect(await pass(10 * MINUTE)).toEqual({ ended: 0, told: 0 });
  });

  it("does not keep an outage from being notified if it cannot be read: the next policy decides, or everybody is notified", async () => {
    const { policyVersion } = hub.database.client;
    await create({ steps: inTwoSteps() });
    const { incidentId } = await loseMachine();
    await deliver();
    await policyVersion.updateMany({ data: { plan: '{"steps":"of a newer version"}' } });
    await hub.call(acknowledge, { as, ...id(incidentId), body: {} });
    await hub.call(unacknowledge, { as, ...id(incidentId), method: "DELETE" });
    await pass(10 * MINUTE);
    expect((await told()).slice(1)).toEqual([
      "machine.offline 2 pending",
      "machine.offline 3 pending",
      "machine.still_offline 1 pending",
    ]);
    await loseMachine();
    expect((await told()).slice(4)).toEqual([1, 2, 3].map((channel) => `machine.offline ${channel} pending`));
    await policyVersion.updateMany({ data: { match: "{" } });
    await loseMachine();
    expect((await told()).slice(7)).toEqual([1, 2, 3].map((channel) => `machine.offline ${channel} pending`));
  });

  it("comes although that of another incident cannot be taken, which is tried again", async () => {
    await create({ steps: inTwoSteps() });
    const broken = await loseMachine();
    await loseMachine();
    await deliver();
    const { outage } = hub.database.client;
    const row = await outage.delete({ where: { incidentId: broken.incidentId } });
    await pass(10 * MINUTE);
    expect((await told()).slice(2)).toEqual(["machine.offline 2 pending"]);
    await outage.create({ data: row });
    await pass(MINUTE);
    expect((await told()).slice(3)).toEqual(["machine.offline 2 pending"]);
  });

  it("comes once, however many workers there are and however often they begin anew", async () => {
    await create({ steps: inTwoSteps() });
    for (let count = 0; count < 3; count++) await loseMachine();
    await deliver();
    await fleet.hear(10 * MINUTE);
    const all = await Promise.all([1, 2, 3].map(() => runTurns(hub.database)));
    await runTurns(hub.database);
    expect(all.reduce((sum, { told: count }) => sum + count, 0)).toBe(3);
    expect((await told()).filter((row) => row === "machine.offline 2 pending")).toHaveLength(3);
  });

  it("writes nothing after an acknowledgement, in whatever order the two come", async () => {
    await create({ steps: inTwoSteps() });
    const incidents: number[] = [];
    for (let count = 0; count < 6; count++) incidents.push((await loseMachine()).incidentId);
    await deliver();
    await fleet.hear(10 * MINUTE);
    await Promise.all([
      ...incidents.map((incidentId) => hub.call(acknowledge, { as, ...id(incidentId), body: {} })),
      ...[1, 2, 3, 4, 5].map(() => runTurns(hub.database)),
    ]);
    await runTurns(hub.database);
    const { client } = hub.database;
    for (const incidentId of incidents) {
      const turn = await client.turn.findUniqueOrThrow({
        where: { incidentId_key: { incidentId, key: "step:2" } },
        include: { deliveries: true, incident: { include: { acknowledgement: true } } },
      });
      expect(turn.deliveries).toHaveLength(turn.ending === "told" ? 1 : 0);
      expect(["told", "acknowledged"]).toContain(turn.ending);
      const acknowledgedAt = turn.incident.acknowledgement?.createdAt.getTime() ?? 0;
      if (turn.ending === "told") expect(turn.endedAt?.getTime()).toBeLessThanOrEqual(acknowledgedAt);
    }
  });
});

it("a team that has set nothing gets the rows that it always got", async () => {
  const { incident, keyId } = await loseMachine();
  await fleet.report([keyId]);
  expect(await told()).toEqual([
    ...[1, 2, 3].map((channel) => `machine.offline ${channel} pending`),
    ...[1, 2, 3].map((channel) => `machine.online ${channel} pending`),
  ]);
  expect(await turns()).toEqual([]);
  expect(incident).toMatchObject({ severity: "critical", policyVersionId: null });
  const facts = (await hub.database.client.event.findMany()).map((event) =>
    Object.keys(JSON.parse(event.facts)),
  );
  expect(facts.flat()).not.toContain("policy");
});
