import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as getIncident } from "@/app/api/v1/incidents/[id]/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { sweepOnce } from "../support/sweep";

let hub: TestHub;
let fleet: Fleet;

beforeAll(async () => {
  hub = await TestHub.open();
});
afterAll(() => hub.close());
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  await fleet.addChannel();
});

const keysOf = (machines: { keyId: number }[]) => machines.map(({ keyId }) => keyId);
const sweep = (massHoldMs = 0) => sweepOnce(hub.database, { massHoldMs });
const masses = async () =>
  (await hub.database.client.event.findMany({ where: { type: "machine.offline" } })).map(
    ({ facts }) => (JSON.parse(facts) as { mass?: object }).mass,
  );
async function headlineOf() {
  const as = await hub.addPerson({ teamId: fleet.teamId, role: "viewer" });
  return (await hub.call(overview, { as })).json.mass_silence;
}

/** Twenty machines, of which the first `dead` stop reporting and pass their deadlines. */
async function fall(dead: number): Promise<number[]> {
  const keys = keysOf(await fleet.addMachines(20));
  await fleet.report(keys);
  await fleet.hear(6_000);
  await fleet.report(keys.slice(dead));
  await fleet.hear(4_000);
  return keys;
}

describe("machines that go offline together", () => {
  it("are sent as a mass silence, without a hold", async () => {
    await fall(17);
    expect(await sweep()).toHaveLength(17);
    expect(await masses()).toEqual(Array(17).fill({ offline: 17, of: 20, web: false }));
    const deliveries = await hub.database.client.delivery.findMany();
    for (const { nextAttemptAt, createdAt } of deliveries) expect(nextAttemptAt).toEqual(createdAt);
    expect(await headlineOf()).toEqual({ offline: 17, of: 20, web: false, since: expect.any(String) });
    const as = await hub.addPerson({ teamId: fleet.teamId, role: "viewer" });
    const { id } = await hub.database.client.incident.findFirstOrThrow();
    const { json } = await hub.call(getIncident, { as, params: { id: String(id) } });
    expect(json.decision.together).toBe("17 of 20 machines went silent together.");
  });

  it("wait for the hold if one is set, and only they", async () => {
    await fall(9);
    expect(await sweep(30_000)).toHaveLength(9);
    await fleet.hear(6_000);
    expect(await sweep(30_000)).toHaveLength(11);
    const waits = (await hub.database.client.delivery.findMany({ orderBy: { id: "asc" } })).map(
      ({ nextAttemptAt, createdAt }) => Number(nextAttemptAt) - Number(createdAt),
    );
    // Nine of twenty are less than half of them; with the others they are all.
    expect(waits).toEqual([...Array(9).fill(0), ...Array(11).fill(30_000)]);
    expect((await masses()).at(-1)).toEqual({ offline: 20, of: 20, web: false });
  });

  it("behind one of two ingest processes are a mass silence of their own", async () => {
    const other = fleet.beside(hub.database);
    await fleet.report(keysOf(await fleet.addMachines(6)));
    await fleet.hear(9_000);
    await other.report(keysOf(await fleet.addMachines(30)));
    await fleet.hear(1_000);
    expect(await sweep()).toHaveLength(6);
    expect(await masses()).toEqual(Array(6).fill({ offline: 6, of: 6, web: true }));
  });

  it("are not a mass silence if they are few, or others went offline over a minute earlier", async () => {
    const keys = await fall(4);
    expect(await sweep()).toHaveLength(4);
    for (let round = 0; round < 11; round++) {
      await fleet.report(keys.slice(4));
      await fleet.hear(6_000);
    }
    await fleet.report(keys.slice(8));
    await fleet.hear(4_000);
    expect(await sweep()).toHaveLength(4);
    expect(await masses()).toEqual(Array(8).fill(undefined));
    expect(await headlineOf()).toBeNull();
  });
});

it("do not count for another team", async () => {
  await fall(17);
  const bystander = await Fleet.create(hub.database);
  const [own] = await bystander.addMachines(1);
  await bystander.report([own?.keyId ?? 0]);
  await sweep();
  await fleet.hear(10_000);
  await sweep();
  const [event] = await hub.database.client.event.findMany({ where: { teamId: bystander.teamId } });
  expect(JSON.parse(event?.facts ?? "{}")).not.toHaveProperty("mass");
});
