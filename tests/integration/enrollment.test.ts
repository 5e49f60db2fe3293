import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as enroll } from "@/app/agent/enroll/route";
import { POST as disable } from "@/app/api/v1/machines/[id]/disable/route";
import { POST as renew } from "@/app/api/v1/machines/[id]/enroll-token/route";
import { DELETE as remove, GET as show } from "@/app/api/v1/machines/[id]/route";
import { POST as create } from "@/app/api/v1/machines/route";
import { ingestServices } from "@/lib/detection/ingest/ingest-services";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { hashAgentKey, isAgentKey } from "@/lib/machines/agent-key";
import { type Person, TestHub } from "../support/hub";

let hub: TestHub;
let as: Person;
let address: string;

beforeAll(async () => {
  hub = await TestHub.open();
  as = await hub.addPerson({ role: "member" });
});
beforeEach(() => {
  address = randomUUID();
});
afterAll(() => hub.close());

// As curl sends it: without a browser's headers.
const exchange = (body: unknown) =>
  hub.call(enroll, { body, headers: { origin: "", "x-forwarded-for": address } });
const at = (id: number) => ({ as, params: { id: String(id) } });
const keysOf = (machineId: number) =>
  hub.database.client.agentKey.findMany({ where: { machineId }, orderBy: { id: "asc" } });

async function addMachine(
  body: { hostname?: string } = {},
): Promise<{ id: number; token: string; apiKey: string }> {
  const { json } = await hub.call(create, { as, body: { name: randomUUID(), ...body } });
  return { id: json.id, token: json.enroll_token, apiKey: json.api_key };
}

describe("a one-time token", () => {
  it("is exchanged for a working key, beside the key that was shown", async () => {
    const { id, token, apiKey } = await addMachine();
    const { status, json } = await exchange({ token, hostname: "web-01", more: "of a later agent" });
    expect(status).toBe(201);
    expect(json).toEqual({ machine_id: id, api_key: expect.stringMatching(/^lsk_/) });
    expect(isAgentKey(json.api_key)).toBe(true);
    expect((await keysOf(id)).map((key) => key.hash)).toEqual([apiKey, json.api_key].map(hashAgentKey));
    const services = await ingestServices();
    const keyId = (await services.findKeyId(hashAgentKey(json.api_key))) ?? 0;
    expect(await services.commit.add({ keyId, report: PROOF_OF_LIFE })).toBe("accepted");
    expect((await hub.call(show, at(id))).json).toMatchObject({ status: "online", hostname: "web-01" });
  });

  it("keeps a hostname that a person has typed", async () => {
    const { id, token } = await addMachine({ hostname: "frontend" });
    await exchange({ token, hostname: "ip-10-0-0-7" });
    expect((await hub.call(show, at(id))).json).toMatchObject({
      hostname: "frontend",
      system_info: { hostname: "ip-10-0-0-7" },
    });
  });

  it("works once, however many use it at once", async () => {
    const { id, token } = await addMachine();
    const answers = await Promise.all(Array.from({ length: 20 }, () => exchange({ token })));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(19);
    expect(await keysOf(id)).toHaveLength(2);
  });

  it("works for an hour", async () => {
    const { id, token } = await addMachine();
    const { expiresAt, createdAt } = await hub.database.client.enrollToken.findFirstOrThrow({
      where: { machineId: id },
    });
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(3_600_000);
    await hub.database.client.enrollToken.updateMany({
      where: { machineId: id },
      data: { expiresAt: new Date() },
    });
    const { status, json } = await exchange({ token });
    expect(status).toBe(410);
    expect(json.error.message).toContain("expired");
    expect(await keysOf(id)).toHaveLength(1);
  });

  it("is stored as a hash and shown nowhere else", async () => {
    const { id, token } = await addMachine();
    expect(JSON.stringify((await hub.call(show, at(id))).json)).not.toContain(token);
    const rows = await hub.database.client.enrollToken.findMany({ where: { machineId: id } });
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("of a disabled machine works again once the machine is enabled", async () => {
    const { id, token } = await addMachine();
    await hub.call(disable, { ...at(id), method: "POST" });
    expect((await exchange({ token })).status).toBe(409);
    await hub.database.client.machine.update({ where: { id }, data: { status: "pending" } });
    expect((await exchange({ token })).status).toBe(201);
  });

  it("of a deleted machine is unknown", async () => {
    const { id, token } = await addMachine();
    await hub.call(remove, { ...at(id), method: "DELETE" });
    expect((await exchange({ token })).status).toBe(401);
  });

  it("can be renewed for an existing machine, by members of its team", async () => {
    const { id, token } = await addMachine();
    await exchange({ token });
    const { status, json } = await hub.call(renew, { ...at(id), method: "POST" });
    expect(status).toBe(201);
    expect((await exchange({ token: json.enroll_token })).json.machine_id).toBe(id);
    const viewer = await hub.addPerson({ role: "viewer", teamId: as.teamId });
    expect((await hub.call(renew, { ...at(id), as: viewer, method: "POST" })).status).toBe(403);
    const stranger = await hub.addPerson();
    expect((await hub.call(renew, { ...at(id), as: stranger, method: "POST" })).status).toBe(404);
  });
});

describe("enrolling", () => {
  it.each([
    ["a token that was never issued", { token: `lse_${"0".repeat(38)}` }, 401],
    ["a machine's key instead of a token", { token: "lsk_0123456789ABCDEFGHIJKLMNOPQRSTUV1dLSq9" }, 401],
    ["no token", {}, 422],
    ["a token that is not text", { token: 7 }, 422],
    ["a hostname that a database cannot store", { token: "lse_", hostname: "a\u0000b" }, 422],
    ["a body that is not JSON", "{", 400],
    ["a body over 64 KiB", { token: "x".repeat(70_000) }, 413],
  ])("with %s is refused with a sentence", async (_, body, status) => {
    const answer = await exchange(body);
    expect(answer.status).toBe(status);
    expect(answer.json.error.message).toMatch(/\.$/);
  });

  it("is closed to an address after sixty failures, but not to others", async () => {
    for (let i = 0; i < 60; i++) expect((await exchange({ token: "lse_" })).status).toBe(401);
    const { token } = await addMachine();
    const refused = await exchange({ token });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    address = randomUUID();
    expect((await exchange({ token })).status).toBe(201);
  });

  it("does not count successes: a fleet may be behind one address", async () => {
    for (let i = 0; i < 70; i++)
      expect((await exchange({ token: (await addMachine()).token })).status).toBe(201);
  });
});
