import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as live } from "@/app/api/live/route";
import { POST as rotate } from "@/app/api/v1/channels/[id]/rotate-secret/route";
import { GET as showChannel, PATCH as update } from "@/app/api/v1/channels/[id]/route";
import { POST as test } from "@/app/api/v1/channels/[id]/test/route";
import { POST as create, GET as listChannels } from "@/app/api/v1/channels/route";
import { GET as listDeliveries } from "@/app/api/v1/deliveries/route";
import { GET as showIncident } from "@/app/api/v1/incidents/[id]/route";
import { GET as listIncidents } from "@/app/api/v1/incidents/route";
import { GET as preview } from "@/app/api/v1/machines/[id]/preview/route";
import { GET as showMachine } from "@/app/api/v1/machines/[id]/route";
import { GET as why } from "@/app/api/v1/machines/[id]/why/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { seal } from "@/lib/db/secrets/seal";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { sealClearText } from "@/lib/notifications/channels/seal-clear-text-mutations";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { WebhookReceiver } from "../support/webhook-receiver";

let hub: TestHub;
let receiver: WebhookReceiver;
let fleet: Fleet;
let as: Person;
let viewer: Person;
let member: Person;

beforeAll(async () => {
  process.env.WEBHOOK_ALLOW_CIDRS = "127.0.0.0/8";
  hub = await TestHub.open();
});
beforeEach(async () => {
  receiver = await WebhookReceiver.start();
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ teamId: fleet.teamId });
  viewer = await hub.addPerson({ teamId: fleet.teamId, role: "viewer" });
  member = await hub.addPerson({ teamId: fleet.teamId, role: "member" });
  return () => receiver.stop();
});
afterAll(() => hub.close());

const at = (id: number, who = as) => ({ as: who, params: { id: String(id) } });
const origin = () => new URL(receiver.url).origin;
const secretUrl = () => `${origin()}/services/T012/p4th-x9f2?sig=s1gn`;
const add = async (over: object = {}) =>
  hub.call(create, { as, body: { type: "webhook", name: "Ops", url: receiver.url, ...over } });
const patch = (id: number, body: object) => hub.call(update, { ...at(id), method: "PATCH", body });
const tryOut = async (id: number) => {
  const { json } = await hub.call(test, { ...at(id), method: "POST" });
  return { json, headers: receiver.received.at(-1)?.headers ?? {}, path: receiver.received.at(-1)?.path };
};
const rowOf = (id: number) => hub.database.client.channel.findUniqueOrThrow({ where: { id } });

async function pump(): Promise<void> {
  const agent = guardedAgent({ allow: ["127.0.0.0/8"] });
  const outbox = new Outbox({ database: hub.database, agent, sealKey: sealKey() }, LONE_WORKER);
  await outbox.pump();
  await outbox.stop();
  await agent.destroy();
}

describe("a webhook behind a password", () => {
  const login = { username: "hub", password: "pässw:rd 1" };
  const basic = `Basic ${Buffer.from("hub:pässw:rd 1").toString("base64")}`;

  it("gets user name and password with every request, and shows neither again", async () => {
    const { status, json } = await add(login);
    expect(status).toBe(201);
    expect(json).toMatchObject({ has_login: true });
    expect((await tryOut(json.id)).headers.authorization).toBe(basic);
    const shown = JSON.stringify([json, (await hub.call(listChannels, { as })).json, await rowOf(json.id)]);
    for (const secret of [...Object.values(login), basic.slice(6)]) expect(shown).not.toContain(`"${secret}`);
    expect(shown).not.toContain(basic.slice(6));
  });

  it("takes them from a pasted address, as browsers do", async () => {
    const pasted = receiver.url.replace("http://", "http://hub:p%C3%A4ssw%3Ard%201@");
    const { json } = await add({ url: pasted });
    expect(json).toMatchObject({ url: receiver.url, has_login: true });
    expect((await tryOut(json.id)).headers.authorization).toBe(basic);
  });

  it("needs no password beside the user name", async () => {
    const { json } = await add({ username: "hub" });
    expect((await tryOut(json.id)).headers.authorization).toBe(`Basic ${btoa("hub:")}`);
  });

  it("keeps them when something else changes, and loses both together", async () => {
    const { json } = await add(login);
    await patch(json.id, { url: `${origin()}/elsewhere`, secret: "sixteen bytes or more" });
    expect((await tryOut(json.id)).headers.authorization).toBe(basic);
    await patch(json.id, { password: "new one" });
    expect((await tryOut(json.id)).headers.authorization).toBe(`Basic ${btoa("hub:new one")}`);
    expect((await patch(json.id, { username: null })).json).toMatchObject({ has_login: false });
    expect((await tryOut(json.id)).headers).not.toHaveProperty("authorization");
  });

  it("hides what the receiver says back of them", async () => {
    const { json } = await add(login);
    receiver.plan({ kind: "status", status: 500, body: `${login.password} ${basic} ${basic.slice(6)}` });
    const { message } = (await tryOut(json.id)).json;
    expect(message).toBe("HTTP 500: … Basic … …");
  });

  const refused: [string, object, string][] = [
    ["a password without a user name", { password: "x" }, "username"],
    ["a user name with a colon", { username: "a:b" }, "username"],
    ["a user name with a line break", { username: "a\r\nb" }, "username"],
    ["an empty user name", { username: "" }, "username"],
    ["a password with a control character", { username: "a", password: "b\u0007" }, "password"],
    ["both and an Authorization header", { ...login, headers: { authorization: "Bearer x" } }, "headers"],
  ];
  it.each(refused)("refuses %s", async (_, over, field) => {
    const { status, json } = await add(over);
    expect([status, Object.keys(json.error.fields)]).toEqual([422, [field]]);
  });
});

describe("a webhook with headers", () => {
  const headers = { "X-Api-Key": "4f9d1c", Authorization: "Bearer t0k3n-é" };

  it("gets them with every request, and shows only their names", async () => {
    const { json } = await add({ headers });
    expect(json.header_names).toEqual(["X-Api-Key", "Authorization"]);
    const { headers: sent } = await tryOut(json.id);
    expect(sent).toMatchObject({ "x-api-key": "4f9d1c", authorization: "Bearer t0k3n-é" });
    expect(sent).toMatchObject({ "content-type": "application/json", "webhook-id": expect.any(String) });
    const shown = JSON.stringify([
      json,
      (await hub.call(showChannel, at(json.id))).json,
      await rowOf(json.id),
    ]);
    for (const value of Object.values(headers)) expect(shown).not.toContain(value);
    expect((await patch(json.id, { headers: { "X-B": "2" } })).json.header_names).toEqual(["X-B"]);
    expect((await patch(json.id, { headers: null })).json.header_names).toEqual([]);
    expect((await tryOut(json.id)).headers).not.toHaveProperty("x-b");
  });

  const refused: [string, object, string][] = [
    ["another host", { Host: "internal" }, '"Host" is set by LunaSentri itself'],
    ["a length of its own", { "content-length": "1" }, "is set by LunaSentri itself"],
    ["another kind of body", { "Content-Type": "text/plain" }, "is set by LunaSentri itself"],
    ["an encoding of the body", { "Transfer-Encoding": "chunked" }, "is set by LunaSentri itself"],
    ["an upgrade", { Upgrade: "h2c" }, "is set by LunaSentri itself"],
    ["an expectation", { Expect: "100-continue" }, "is set by LunaSentri itself"],
    ["another connection", { Connection: "close" }, "is set by LunaSentri itself"],
    ["a proxy's password", { "Proxy-Authorization": "x" }, "is set by LunaSentri itself"],
    ["another id", { "webhook-id": "1" }, "is set by LunaSentri itself"],
    ["another signature", { "Webhook-Signature": "v1,x" }, "is set by LunaSentri itself"],
    ["the original's signature", { "X-LunaSentri-Signature": "x" }, "is set by LunaSentri itself"],
    ["a name with a blank", { "X A": "1" }, "is not the name of a header"],
    ["a name with a colon", { "X:A": "1" }, "is not the name of a header"],
    ["a name with a line break", { "X-A\r\nX-B": "1" }, "is not the name of a header"],
    ["no name", { "": "1" }, "is not the name of a header"],
    ["a value with a line break", { "X-A": "1\r\nX-B: 2" }, "on one line"],
    ["a value that ends with one", { "X-A": "1\n" }, "on one line"],
    ["an empty value", { "X-A": "" }, "on one line"],
    ["a value beyond Latin-1", { "X-A": "€" }, "on one line"],
    ["the same name twice", { "X-A": "1", "x-a": "2" }, "is there twice"],
    [
      "too many",
      Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`X-${i}`, "1"])),
      "at most 20 headers",
    ],
  ];
  it.each(refused)("refuses %s", async (_, given, words) => {
    const { status, json } = await add({ headers: given });
    expect(status).toBe(422);
    expect(json.error.fields).toEqual({ headers: expect.stringContaining(words) });
  });
});

describe("a webhook that is to lead to another host", () => {
  it("does not take along what nobody can read any more", async () => {
    const secrets = { username: "hub", password: "old", headers: { "X-Api-Key": "4f9d1c" } };
    const { json } = await add(secrets);
    const elsewhere = { url: receiver.url.replace("127.0.0.1", "127.0.0.2") };
    const refused = await patch(json.id, elsewhere);
    expect(refused.status).toBe(422);
    expect(Object.keys(refused.json.error.fields)).toEqual(["password", "headers"]);
    const entered = { ...elsewhere, password: "new", headers: null };
    expect((await patch(json.id, entered)).json).toMatchObject({ origin: new URL(elsewhere.url).origin });
  });
});

describe("the address of a webhook", () => {
  const giveaway = /p4th-x9f2|s1gn|T012/;

  it("is sealed at rest, and shown to admins only", async () => {
    const { json } = await add({ url: secretUrl() });
    expect(json).toMatchObject({ url: secretUrl(), address: origin(), origin: origin() });
    expect(JSON.stringify(await rowOf(json.id))).not.toMatch(giveaway);
    expect((await hub.call(showChannel, at(json.id))).json.url).toBe(secretUrl());
    for (const who of [viewer, member]) {
      const { json: shown } = await hub.call(showChannel, at(json.id, who));
      expect(shown).toMatchObject({ url: null, address: origin(), origin: origin() });
    }
  });

  it("reaches nobody below an admin, whatever happens to it", async () => {
    const { json } = await add({ url: secretUrl() });
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    const echo = `Cannot POST ${new URL(secretUrl()).pathname}${new URL(secretUrl()).search} at ${secretUrl()}`;
    receiver.answer({ kind: "status", status: 404, body: echo });
    await hub.call(test, { ...at(json.id), method: "POST" });
    await fleet.hear(10_000);
    await sweepOnce(hub.database);
    await pump();
    receiver.answer({ kind: "status", status: 410, body: JSON.stringify({ path: echo }) });
    await hub.database.client.delivery.updateMany({
      where: { state: "pending" },
      data: { nextAttemptAt: new Date(0) },
    });
    await pump();
    const incident = await hub.database.client.incident.findFirstOrThrow({ where: { machineId } });
    const onMachine = { id: String(machineId) };
    for (const who of [viewer, member]) {
      const answers = [
        await hub.call(listChannels, { as: who }),
        await hub.call(showChannel, at(json.id, who)),
        await hub.call(listDeliveries, { as: who }),
        await hub.call(listIncidents, { as: who }),
        await hub.call(showIncident, { as: who, params: { id: String(incident.id) } }),
        await hub.call(showMachine, { as: who, params: onMachine }),
        await hub.call(preview, { as: who, params: onMachine }),
        await hub.call(why, { as: who, params: onMachine }),
        await hub.call(overview, { as: who }),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(JSON.stringify(answers)).toContain("Cannot POST …");
      expect(JSON.stringify(answers)).not.toMatch(giveaway);
      const stream = await live(hub.request({ as: who }), { params: Promise.resolve({}) });
      const first = await stream.body?.getReader().read();
      expect(new TextDecoder().decode(first?.value)).not.toMatch(giveaway);
    }
    const { deliveryAttempt, event } = hub.database.client;
    const stored = [await deliveryAttempt.findMany(), await event.findMany()];
    const text = JSON.stringify(stored, (_, value) => (typeof value === "bigint" ? Number(value) : value));
    expect(text).toContain("channel.failed");
    expect(text).not.toMatch(giveaway);
  });
});

describe("a webhook that an older version wrote, with its address in clear text", () => {
  const older = async (secret: string | null, over: object = {}) => {
    const now = new Date();
    const { id } = await hub.database.client.channel.create({
      data: {
        ...{ teamId: fleet.teamId, type: "webhook", name: "Old", isActive: true },
        ...{ config: JSON.stringify({ url: secretUrl() }), secret, createdAt: now, updatedAt: now, ...over },
      },
    });
    return id;
  };
  const SECRET = "sixteen bytes or more";

  it("is sent to before it is sealed, and afterwards", async () => {
    const id = await older(seal(SECRET, sealKey()));
    expect(await tryOut(id)).toMatchObject({ json: { ok: true }, path: "/services/T012/p4th-x9f2?sig=s1gn" });
    expect((await hub.call(showChannel, at(id, viewer))).json).toMatchObject({
      url: null,
      address: origin(),
    });
    expect((await hub.call(showChannel, at(id))).json).toMatchObject({ url: secretUrl() });
    const given = { database: hub.database, sealKey: sealKey() };
    await Promise.all([sealClearText(given), sealClearText(given)]);
    const row = await rowOf(id);
    expect(JSON.stringify(row)).not.toContain("p4th");
    // Older versions know no such config, so they leave its events to those that do.
    expect(JSON.parse(row.config)).not.toHaveProperty("url");
    expect(await tryOut(id)).toMatchObject({ json: { ok: true }, path: "/services/T012/p4th-x9f2?sig=s1gn" });
    await sealClearText(given);
    expect(await rowOf(id)).toEqual(row);
  });

  it("keeps both its secrets while one replaces the other", async () => {
    const id = await older(seal(SECRET, sealKey()), {
      oldSecret: seal("the one before that", sealKey()),
      oldSecretUntil: new Date(Date.now() + 3_600_000),
    });
    const signatures = async () => String((await tryOut(id)).headers["webhook-signature"]).split(" ").length;
    expect(await signatures()).toBe(2);
    await sealClearText({ database: hub.database, sealKey: sealKey() });
    expect(await signatures()).toBe(2);
  });

  it("can be changed and rotated before it is sealed", async () => {
    const id = await older(seal(SECRET, sealKey()));
    await hub.call(rotate, { ...at(id), method: "POST", body: {} });
    expect(await tryOut(id)).toMatchObject({ json: { ok: true }, path: "/services/T012/p4th-x9f2?sig=s1gn" });
    await patch(id, { url: receiver.url });
    expect(await tryOut(id)).toMatchObject({ json: { ok: true }, path: "/hook" });
    expect(JSON.stringify(await rowOf(id))).not.toContain("p4th");
  });

  it("no longer shows what receivers had said of it", async () => {
    const id = await older(seal(SECRET, sealKey()));
    const other = await older(null, { name: "Other", type: "telegram", config: "{}" });
    const { client } = hub.database;
    const occurredAt = new Date();
    const facts = (channel: number) => ({
      message: 'Nothing arrives at "Old". Last answer: HTTP 404: Cannot POST /services/T012/p4th-….',
      channel: { id: channel, name: "p4th-x9f2", type: "webhook" },
    });
    await client.event.createMany({
      data: [id, other].map((channel) => ({
        ...{ id: `evt_${channel}`, teamId: fleet.teamId, type: "channel.failed", occurredAt },
        facts: JSON.stringify(facts(channel)),
      })),
    });
    const said = ["HTTP 200", 'HTTP 404: no "p4th-x9f2"', "HTTP 401: invalid s1gn"];
    const addDelivery = (channelId: number, i: number) =>
      client.delivery.create({
        data: {
          ...{ uid: `msg_${channelId}_${i}`, eventId: `evt_${channelId}`, channelId, channelName: "Old" },
          ...{ eventType: "channel.failed", state: "dead", attemptCount: 3, createdAt: occurredAt },
          attempts: {
            create: said.map((message, number) => ({
              ...{ number, message, isSuccess: false },
              ...{ startedAt: occurredAt, finishedAt: occurredAt },
            })),
          },
        },
      });
    // More than are read at once.
    for (let i = 0; i < 120; i++) await addDelivery(id, i);
    await addDelivery(other, 0);
    const saidOf = async (channelId: number) => {
      const where = { delivery: { channelId } };
      const rows = await client.deliveryAttempt.findMany({ where, select: { number: true, message: true } });
      return [...new Set(rows.map(({ number, message }) => `${number} ${message}`))].sort();
    };
    const factsOf = async (channel: number) =>
      JSON.parse((await client.event.findUniqueOrThrow({ where: { id: `evt_${channel}` } })).facts);
    const given = { database: hub.database, sealKey: sealKey() };
    await Promise.all([sealClearText(given), sealClearText(given)]);
    expect(await saidOf(id)).toEqual(["0 HTTP 200", '1 HTTP 404: no "…"', "2 HTTP 401: invalid …"]);
    expect(await saidOf(other)).toEqual(said.map((message, number) => `${number} ${message}`));
    expect(await factsOf(id)).toEqual({
      ...facts(id),
      message: 'Nothing arrives at "Old". Last answer: HTTP 404: Cannot POST ….',
    });
    expect(await factsOf(other)).toEqual(facts(other));
  });

  it("is sealed only once what receivers had said of it is gone", async () => {
    const id = await older(seal(SECRET, sealKey()));
    const before = await rowOf(id);
    const { client } = hub.database;
    const crash = new Error("the power failed");
    const crashing = {
      ...hub.database,
      client: client.$extends({ query: { delivery: { findMany: () => Promise.reject(crash) } } }),
    } as unknown as typeof hub.database;
    await expect(sealClearText({ database: crashing, sealKey: sealKey() })).rejects.toBe(crash);
    expect(await rowOf(id)).toEqual(before);
  });

  it("is left alone if its secret cannot be read", async () => {
    const id = await older("v1.x.y");
    const before = await rowOf(id);
    await sealClearText({ database: hub.database, sealKey: sealKey() });
    expect(await rowOf(id)).toEqual(before);
  });
});

describe("two admins at once", () => {
  it("lose neither the new address nor the new secret", async () => {
    const { json } = await add();
    const [changed, rotated] = await Promise.all([
      patch(json.id, { url: `${origin()}/new` }),
      hub.call(rotate, { ...at(json.id), method: "POST", body: { overlap: "0s" } }),
    ]);
    expect([changed.status, rotated.status]).toEqual([200, 200]);
    const { path, headers } = await tryOut(json.id);
    expect(path).toBe("/new");
    const { Webhook } = await import("standardwebhooks");
    const body = receiver.received.at(-1)?.rawBody.toString() ?? "";
    expect(new Webhook(rotated.json.secret).verify(body, headers as Record<string, string>)).toMatchObject({
      event: "test",
    });
  });
});
