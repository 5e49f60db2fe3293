import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as listDeliveries } from "@/app/api/v1/deliveries/route";
import { GET as listIncidents } from "@/app/api/v1/incidents/route";
import { POST as disable } from "@/app/api/v1/machines/[id]/disable/route";
import { POST as enable } from "@/app/api/v1/machines/[id]/enable/route";
import { DELETE as remove, GET as show, PATCH as update } from "@/app/api/v1/machines/[id]/route";
import { POST as create, GET as list } from "@/app/api/v1/machines/route";
import { hashAgentKey, isAgentKey } from "@/lib/machines/agent-key";
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

const at = (id: number) => ({ as, params: { id: String(id) } });
const rowOf = (id: number) => hub.database.client.machine.findUniqueOrThrow({ where: { id } });

/** A machine that is offline, with its alert not yet sent. */
async function addOffline(): Promise<{ machineId: number; keyId: number }> {
  await fleet.addChannel();
  const machine = await fleet.addMachine();
  await fleet.report([machine.keyId]);
  await fleet.hear(10_000);
  await sweepOnce(hub.database);
  expect(await fleet.statusOf(machine.machineId)).toBe("offline");
  return machine;
}

describe("adding a machine", () => {
  it("creates a pending one with a key that is shown once and stored as a hash", async () => {
    const body = {
      name: " web-01 ",
      description: "front",
      runbook_url: "https://wiki.example.org/web-01",
      tags: ["eu", "eu"],
      offline_after: "1m30s",
      hostname: "",
    };
    const { status, json } = await hub.call(create, { as, body });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      name: "web-01",
      hostname: null,
      runbook_url: "https://wiki.example.org/web-01",
      tags: ["eu"],
      status: "pending",
      last_seen: null,
      deadline: null,
      offline_after: "1m30s",
      offline_after_effective: "1m30s",
      late: false,
    });
    expect(isAgentKey(json.api_key)).toBe(true);
    const keys = await hub.database.client.agentKey.findMany({ where: { machineId: json.id } });
    expect(keys).toMatchObject([{ hash: hashAgentKey(json.api_key), revokedAt: null }]);
    const { json: shown } = await hub.call(show, at(json.id));
    expect(JSON.stringify(shown)).not.toContain(json.api_key);
    expect(await rowOf(json.id)).toMatchObject({ thresholdMs: 90_000n, graceIntervalMs: 45_000n });
  });

  it("accepts the longest possible threshold, and refuses a longer one", async () => {
    const body = { name: "patient", offline_after: "24d" };
    expect(await hub.call(create, { as, body })).toMatchObject({
      status: 201,
      json: { offline_after: "24d" },
    });
    expect(
      (await hub.call(create, { as, body: { name: "too-patient", offline_after: "24d1s" } })).status,
    ).toBe(422);
  });

  it("refuses a name that is taken, with a sentence for the field", async () => {
    await hub.call(create, { as, body: { name: "web-01" } });
    const { status, json } = await hub.call(create, { as, body: { name: "web-01" } });
    expect(status).toBe(409);
    expect(json.error.message).toContain("web-01");
    expect(json.error.fields).toHaveProperty("name");
    const { json: other } = await hub.call(create, { as, body: { name: "web-02" } });
    expect(
      (await hub.call(update, { ...at(other.id), method: "PATCH", body: { name: "web-01" } })).status,
    ).toBe(409);
  });

  it("is not for viewers, and neither is any other change", async () => {
    const { machineId } = await fleet.addMachine();
    const viewer = await hub.addPerson({ role: "viewer", teamId: fleet.teamId });
    const target = { ...at(machineId), as: viewer };
    const answers = [
      await hub.call(create, { as: viewer, body: { name: "x" } }),
      await hub.call(update, { ...target, method: "PATCH", body: { name: "x" } }),
      await hub.call(disable, { ...target, method: "POST" }),
      await hub.call(enable, { ...target, method: "POST" }),
      await hub.call(remove, { ...target, method: "DELETE" }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 403, 403]);
    expect((await hub.call(show, target)).status).toBe(200);
  });
});

describe("listing machines", () => {
  it("filters by status, tag and text, and pages", async () => {
    for (const [name, tags] of [
      ["alpha", ["db"]],
      ["beta", []],
      ["gamma", ["db", "eu"]],
    ] as const) {
      await hub.call(create, { as, body: { name, tags } });
    }
    const names = async (query: string) =>
      (await hub.call(list, { as, query })).json.data.map((machine: { name: string }) => machine.name);
    expect(await names("")).toEqual(["alpha", "beta", "gamma"]);
    expect(await names("?tag=db")).toEqual(["alpha", "gamma"]);
    expect(await names("?q=BET")).toEqual(["beta"]);
    expect(await names("?status=online")).toEqual([]);
    const first = (await hub.call(list, { as, query: "?tag=db&limit=1" })).json;
    expect(first.data).toHaveLength(1);
    expect(await names(`?tag=db&limit=1&cursor=${first.next_cursor}`)).toEqual(["gamma"]);
  });
});

describe("changing the threshold", () => {
  const setThreshold = async (id: number, offline_after: string | null) =>
    hub.call(update, { ...at(id), method: "PATCH", body: { offline_after } });

  it("moves the deadline, counted from the latest report in heard time", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    const { heardAt } = await rowOf(machineId);
    await fleet.hear(3_000);
    const { json } = await setThreshold(machineId, "1m");
    expect(json).toMatchObject({ offline_after: "1m", status: "online" });
    expect(await rowOf(machineId)).toMatchObject({
      thresholdMs: 60_000n,
      graceIntervalMs: 30_000n,
      deadline: (heardAt ?? 0n) + 60_000n,
    });
    expect((await setThreshold(machineId, null)).json.offline_after_effective).toBe("2m");
  });

  it("never moves it into the past", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    await fleet.hear(8_000);
    const { heardMs } = await hub.database.client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
    await setThreshold(machineId, "5s");
    expect((await rowOf(machineId)).deadline).toBe(heardMs);
  });

  it("gives no deadline to a machine that has never reported", async () => {
    const { machineId } = await fleet.addMachine();
    await setThreshold(machineId, "30s");
    expect(await rowOf(machineId)).toMatchObject({ deadline: null, thresholdMs: 30_000n });
  });

  it.each(["4s", "31d", "soon", ""])("refuses %j", async (text) => {
    const { machineId } = await fleet.addMachine();
    expect((await setThreshold(machineId, text)).json.error.fields).toHaveProperty("offline_after");
  });
});

describe("disabling a machine", () => {
  it("ends its outage without an event, and never sends what was waiting", async () => {
    const { machineId, keyId } = await addOffline();
    const { status, json } = await hub.call(disable, { ...at(machineId), method: "POST" });
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: "disabled", deadline: null });
    expect(await fleet.told()).toEqual(["machine.offline suppressed machine_disabled"]);
    const { json: incidents } = await hub.call(listIncidents, {
      as,
      query: `?machine_id=${machineId}&status=resolved`,
    });
    expect(incidents.data).toMatchObject([{ resolution: "disabled", kind: "offline" }]);
    const { json: deliveries } = await hub.call(listDeliveries, { as, query: "?state=suppressed" });
    expect(deliveries.data).toMatchObject([{ reason: "machine_disabled", event: "machine.offline" }]);
    expect(deliveries.data[0].reason_text).toMatch(/disabled/);
    await fleet.report([keyId]);
    expect(await fleet.statusOf(machineId)).toBe("disabled");
  });

  it("is not an outage, however long it lasts; doing it twice changes nothing", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    await hub.call(disable, { ...at(machineId), method: "POST" });
    expect((await hub.call(disable, { ...at(machineId), method: "POST" })).status).toBe(200);
    await fleet.hear(1_000_000);
    expect(await sweepOnce(hub.database)).toEqual([]);
  });

  it("makes it pending again: the next report after enabling is not a recovery", async () => {
    const { machineId, keyId } = await addOffline();
    await hub.call(disable, { ...at(machineId), method: "POST" });
    const { json } = await hub.call(enable, { ...at(machineId), method: "POST" });
    expect(json).toMatchObject({ status: "pending", deadline: null });
    expect(await rowOf(machineId)).toMatchObject({ heardAt: null, deadline: null });
    await fleet.report([keyId]);
    expect(await fleet.statusOf(machineId)).toBe("online");
    expect(await fleet.told()).toEqual(["machine.offline suppressed machine_disabled"]);
  });

  it("enabling leaves an enabled machine as it is", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    await hub.call(enable, { ...at(machineId), method: "POST" });
    expect(await fleet.statusOf(machineId)).toBe("online");
  });

  it("races a sweep without leaving an outage open", async () => {
    await fleet.addChannel();
    const machines = await fleet.addMachines(10);
    await fleet.report(machines.map((machine) => machine.keyId));
    await fleet.hear(10_000);
    await Promise.all([
      sweepOnce(hub.database),
      ...machines.map(({ machineId }) => hub.call(disable, { ...at(machineId), method: "POST" })),
    ]);
    expect(await hub.database.client.incident.count({ where: { openKey: { not: null } } })).toBe(0);
    expect(await hub.database.client.delivery.count({ where: { state: "pending" } })).toBe(0);
    expect(await hub.database.client.machine.count({ where: { status: "disabled" } })).toBe(10);
  });
});

describe("deleting a machine", () => {
  it("deletes everything that belongs to it, and nothing else", async () => {
    const kept = await fleet.addMachine();
    await fleet.report([kept.keyId]);
    const { machineId } = await addOffline();
    const sampledAt = new Date();
    await hub.database.client.sample.createMany({
      data: Array.from({ length: 2_500 }, () => ({ machineId, receivedAt: sampledAt, sampledAt, cpuPct: 1 })),
    });
    expect((await hub.call(remove, { ...at(machineId), method: "DELETE" })).status).toBe(204);
    expect((await hub.call(show, at(machineId))).status).toBe(404);
    const { client } = hub.database;
    const left = [
      await client.agentKey.count({ where: { machineId } }),
      await client.sample.count({ where: { machineId } }),
      await client.incident.count({ where: { machineId } }),
      await client.event.count({ where: { machineId } }),
      await client.delivery.count({ where: { machineId } }),
    ];
    expect(left).toEqual([0, 0, 0, 0, 0]);
    expect((await hub.call(show, at(kept.machineId))).status).toBe(200);
    expect((await hub.call(remove, { ...at(machineId), method: "DELETE" })).status).toBe(404);
  });

  it("of another team looks absent, and is not deleted", async () => {
    const { machineId } = await fleet.addMachine();
    const stranger = await hub.addPerson();
    for (const [handler, method] of [
      [remove, "DELETE"],
      [disable, "POST"],
      [enable, "POST"],
    ] as const) {
      expect((await hub.call(handler, { ...at(machineId), as: stranger, method })).status).toBe(404);
    }
    const change = { ...at(machineId), as: stranger, method: "PATCH", body: { name: "mine" } };
    expect((await hub.call(update, change)).status).toBe(404);
    expect((await hub.call(show, at(machineId))).status).toBe(200);
  });
});
