import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as rotate } from "@/app/api/v1/machines/[id]/rotate-key/route";
import { GET as show } from "@/app/api/v1/machines/[id]/route";
import { POST as create } from "@/app/api/v1/machines/route";
import { hashAgentKey } from "@/lib/machines/agent-key";
import { type Person, TestHub } from "../support/hub";
import { IngestServer } from "../support/ingest-server";

let hub: TestHub;
let server: IngestServer;
let as: Person;

beforeAll(async () => {
  hub = await TestHub.open();
  server = await IngestServer.start();
  as = await hub.addPerson({ role: "member" });
});
afterAll(async () => {
  await server.stop();
  await hub.close();
});

const at = (id: number) => ({ as, params: { id: String(id) } });
const reportWith = async (key: string) => (await server.report({ key })).status;
const rotateKey = (id: number, body?: unknown) => hub.call(rotate, { ...at(id), method: "POST", body });
const keysOf = async (id: number) => (await hub.call(show, at(id))).json.keys;

async function addMachine(): Promise<{ id: number; key: string }> {
  const { json } = await hub.call(create, { as, body: { name: randomUUID() } });
  expect(await reportWith(json.api_key)).toBe(202);
  return { id: json.id, key: json.api_key };
}

it("keeps the old key valid for a day, unless another overlap is requested", async () => {
  const { id, key } = await addMachine();
  const { status, json } = await rotateKey(id);
  expect(status).toBe(200);
  expect(json).toEqual({ api_key: expect.stringMatching(/^lsk_/) });
  expect([await reportWith(key), await reportWith(json.api_key)]).toEqual([202, 202]);
  const [old, young] = await keysOf(id);
  expect(Date.parse(old.expires_at) - Date.parse(young.created_at)).toBe(86_400_000);
  expect(young).toMatchObject({ hint: json.api_key.slice(0, 8), expires_at: null });
  expect(young.last_used_at).not.toBeNull();
  await hub.database.client.agentKey.update({
    where: { hash: hashAgentKey(key) },
    data: { expiresAt: new Date() },
  });
  expect([await reportWith(key), await reportWith(json.api_key)]).toEqual([401, 202]);
  expect(await keysOf(id)).toHaveLength(1);
});

it("revokes every old key at once if no overlap is requested", async () => {
  const { id, key } = await addMachine();
  const second = (await rotateKey(id)).json.api_key;
  expect(await reportWith(second)).toBe(202);
  const third = (await rotateKey(id, { overlap: "0s" })).json.api_key;
  expect(await Promise.all([key, second, third].map(reportWith))).toEqual([401, 401, 202]);
  expect(await keysOf(id)).toHaveLength(1);
});

it("never extends a key that already has an end", async () => {
  const { id } = await addMachine();
  await rotateKey(id, { overlap: "1h" });
  const [first] = await keysOf(id);
  await rotateKey(id, { overlap: "24h" });
  const [same, second] = await keysOf(id);
  expect(same).toEqual(first);
  expect(Date.parse(second.expires_at)).toBeGreaterThan(Date.parse(same.expires_at));
});

it("shows no key, only its first characters", async () => {
  const { id, key } = await addMachine();
  const text = JSON.stringify((await hub.call(show, at(id))).json);
  expect(text).toContain(key.slice(0, 8));
  expect(text).not.toContain(key.slice(0, 9));
  expect(text).not.toContain(hashAgentKey(key));
});

it("is for members of the machine's team", async () => {
  const { id, key } = await addMachine();
  const viewer = await hub.addPerson({ role: "viewer", teamId: as.teamId });
  const stranger = await hub.addPerson();
  const call = { params: { id: String(id) }, body: { overlap: "0s" } };
  expect((await hub.call(rotate, { ...call, as: viewer })).status).toBe(403);
  expect((await hub.call(rotate, { ...call, as: stranger })).status).toBe(404);
  expect(await reportWith(key)).toBe(202);
});

it.each([{ overlap: "31d" }, { overlap: "-1h" }, { overlap: 5 }, { overlap: "5" }, { later: "1h" }])(
  "refuses %j with a sentence for its field",
  async (body) => {
    const { id } = await addMachine();
    const { status, json } = await rotateKey(id, body);
    expect(status).toBe(422);
    expect(Object.keys(json.error.fields)).toEqual(Object.keys(body));
    expect(await keysOf(id)).toHaveLength(1);
  },
);
