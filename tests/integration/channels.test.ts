import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as impact } from "@/app/api/v1/channels/[id]/impact/route";
import { DELETE as endOverlap } from "@/app/api/v1/channels/[id]/old-secret/route";
import { POST as rotate } from "@/app/api/v1/channels/[id]/rotate-secret/route";
import { DELETE as remove, GET as show, PATCH as update } from "@/app/api/v1/channels/[id]/route";
import { POST as test } from "@/app/api/v1/channels/[id]/test/route";
import { POST as create, GET as list } from "@/app/api/v1/channels/route";
import { GET as listDeliveries } from "@/app/api/v1/deliveries/route";
import { GET as preview } from "@/app/api/v1/machines/[id]/preview/route";
import { POST as policiesImpact } from "@/app/api/v1/policies/impact/route";
import { POST as policiesPreview } from "@/app/api/v1/policies/preview/route";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { getType } from "@/lib/notifications/transports/channel-types";
import { openSecrets } from "@/lib/notifications/transports/secrets";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { WebhookReceiver } from "../support/webhook-receiver";

let hub: TestHub;
let receiver: WebhookReceiver;
let fleet: Fleet;
let as: Person;

beforeAll(async () => {
  process.env.WEBHOOK_ALLOW_CIDRS = "127.0.0.0/8";
  hub = await TestHub.open();
  receiver = await WebhookReceiver.start();
});

beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ teamId: fleet.teamId });
});

afterAll(async () => {
  await receiver.stop();
  await hub.close();
});

const at = (id: number) => ({ as, params: { id: String(id) } });
const webhook = (over: object = {}) => ({ type: "webhook", name: "Ops", url: receiver.url, ...over });
const add = async (over: object = {}) => (await hub.call(create, { as, body: webhook(over) })).json;
const sealedSecret = async (id: number) =>
  (await hub.database.client.channel.findUniqueOrThrow({ where: { id } })).secret ?? "";
const secretsIn = (sealed: string) => openSecrets({ type: getType("webhook"), sealed, sealKey: sealKey() });

describe("a channel that a newer version added", () => {
  it.each([
    ["of a type that this one does not know", { type: "pigeon", config: '{"loft":"north"}' }],
    ["with other fields", { config: '{"queue":"alerts"}' }],
  ])("%s is listed with what to do, and takes what all types share", async (_, newer) => {
    const { id } = await add();
    await add({ name: "Other" });
    await hub.database.client.channel.update({ where: { id }, data: newer });
    const listed = await hub.call(list, { as });
    expect(listed.status).toBe(200);
    const problem = expect.stringMatching(/cannot read this channel[\s\S]*Upgrade, or delete/);
    expect(listed.json.data).toMatchObject([{ id, name: "Ops", address: "", problem }, { name: "Other" }]);
    expect(
      (await hub.call(update, { method: "PATCH", ...at(id), body: { is_active: false } })).json,
    ).toMatchObject({
      is_active: false,
    });
    for (const [handler, method, body] of [
      [update, "PATCH", { url: receiver.url }],
      [test, "POST", undefined],
      [rotate, "POST", {}],
    ] as const) {
      const { status, json } = await hub.call(handler, { method, ...at(id), body });
      expect([status, json.error.message]).toEqual([422, problem]);
    }
    const { machineId } = await fleet.addMachine();
    const seen = await hub.call(preview, { as, params: { id: String(machineId) } });
    expect(seen.json.channels).toMatchObject([{ channel_id: id }, { problem: null }]);
    expect((await hub.call(remove, { method: "DELETE", ...at(id) })).status).toBe(204);
  });
});

describe("who is notified", () => {
  it("is said before a channel is switched off, and before policies are saved", async () => {
    const { machineId } = await fleet.addMachine();
    const { id } = (await hub.call(create, { as, body: webhook() })).json;
    const asked = { as, params: { id: String(id) } };
    const { json } = await hub.call(impact, asked);
    expect(json).toMatchObject({ machines: 1, nobody: { machines: 1, examples: [{ id: machineId }] } });
    expect(json.sentence).toMatch(/off leaves 1 machine with nobody who is notified\.$/);
    const other = await hub.addPerson({ teamId: (await Fleet.create(hub.database)).teamId });
    expect((await hub.call(impact, { ...asked, as: other })).status).toBe(404);

    const policies = [
      { id: 7, name: "Late", steps: [{ wait: "10m", channels: [id] }] },
      { id: "default", name: "Else", steps: [{ channels: "all" }] },
    ];
    const drafted = await hub.call(policiesImpact, { as, body: { policies } });
    expect(drafted.json).toMatchObject({
      later: { machines: 1, by: "10m" },
      matched: [{ machines: 1 }, { machines: 0 }],
    });
    const seen = await hub.call(policiesPreview, { as, body: { policies, machine_id: machineId } });
    expect(seen.json).toMatchObject({
      policy: { name: "Late" },
      turns: [{ key: "step:1" }, { key: "fallback" }],
    });
    expect(await hub.database.client.policy.count()).toBe(0);
  });
});

describe("adding a webhook", () => {
  it("generates a secret that is shown once and stored encrypted", async () => {
    const { status, json } = await hub.call(create, { as, body: webhook() });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      type: "webhook",
      name: "Ops",
      events: null,
      is_active: true,
      last_delivery: null,
    });
    expect(json.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const sealed = await sealedSecret(json.id);
    expect(sealed).not.toContain(json.secret);
    expect(secretsIn(sealed)).toMatchObject({ secret: json.secret, url: receiver.url });
    expect((await hub.call(show, at(json.id))).json).not.toHaveProperty("secret");
    expect(JSON.stringify((await hub.call(list, { as })).json)).not.toContain("whsec_");
  });

  it("accepts a secret that a receiver already has", async () => {
    const { id, secret } = await add({ secret: "sixteen bytes or more" });
    expect(secret).toBe("sixteen bytes or more");
    expect(secretsIn(await sealedSecret(id))).toMatchObject({ secret });
  });

  it.each([
    ["a secret that is too short", { secret: "fifteen bytes.." }, "secret"],
    ["a secret with malformed base64", { secret: `whsec_${"!".repeat(32)}` }, "secret"],
    ["a secret whose base64 is too short", { secret: `whsec_${"A".repeat(20)}` }, "secret"],
    ["a URL of another scheme", { url: "ftp://example.org" }, "url"],
    ["an address of a private network", { url: "http://10.0.0.1/hook" }, "url"],
    ["a cloud's metadata service", { url: "http://[::ffff:169.254.169.254]/" }, "url"],
    ["an event that does not exist", { events: ["machine.bored"] }, "events.0"],
    ["no event at all", { events: [] }, "events"],
    ["another type", { type: "pigeon" }, "type"],
  ])("refuses %s and names the field", async (_name, over, field) => {
    const { status, json } = await hub.call(create, { as, body: webhook(over) });
    expect(status).toBe(422);
    expect(Object.keys(json.error.fields)).toEqual([field]);
  });

  it("refuses a name that is taken", async () => {
    await add();
    const { status, json } = await hub.call(create, { as, body: webhook() });
    expect(status).toBe(409);
    expect(json.error.fields.name).toContain("Ops");
  });

  it("is only for admins, like every other change; everybody may look", async () => {
    const { id } = await add();
    const member = await hub.addPerson({ role: "member", teamId: fleet.teamId });
    const target = { ...at(id), as: member };
    const answers = [
      await hub.call(create, { as: member, body: webhook({ name: "x" }) }),
      await hub.call(update, { ...target, method: "PATCH", body: { name: "x" } }),
      await hub.call(test, { ...target, method: "POST" }),
      await hub.call(remove, { ...target, method: "DELETE" }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 403]);
    expect((await hub.call(show, target)).status).toBe(200);
  });
});

describe("adding a Telegram chat", () => {
  const chat = (over: object = {}) => ({ type: "telegram", name: "Ops chat", chat_id: -1001, ...over });

  it.each([
    ["a person", 4242, 4242],
    ["a group", -1001234567890, -1001234567890],
    ["a group, as text", " -1001234567890 ", -1001234567890],
    ["a public channel", "@lunasentri_status", "@lunasentri_status"],
  ])("accepts %s, and says that without a bot token nothing can be delivered", async (_, chat_id, shown) => {
    const { status, json } = await hub.call(create, { as, body: chat({ chat_id }) });
    expect(status).toBe(201);
    expect(json).toMatchObject({ type: "telegram", chat_id: shown, message_thread_id: null });
    expect(json).not.toHaveProperty("secret");
    expect(json.problem).toContain("No Telegram bot token is set");
    expect((await hub.call(test, { ...at(json.id), method: "POST" })).json).toEqual({
      ok: false,
      message: json.problem,
    });
  });

  it.each([
    ["no chat", { chat_id: undefined }, "chat_id"],
    ["a malformed chat id", { chat_id: "my group" }, "chat_id"],
    ["a fraction", { chat_id: 1.5 }, "chat_id"],
    ["a chat id that is too large", { chat_id: "9007199254740993" }, "chat_id"],
    ["an impossible topic", { message_thread_id: 0 }, "message_thread_id"],
    ["an address", { url: "https://example.org" }, "url"],
  ])("refuses %s and names the field", async (_, over, field) => {
    const { status, json } = await hub.call(create, { as, body: chat(over) });
    expect(status).toBe(422);
    expect(Object.keys(json.error.fields)).toEqual([field]);
  });

  it("can be changed only in its own fields", async () => {
    const { json } = await hub.call(create, { as, body: chat({ message_thread_id: 7 }) });
    const patch = (body: object) => hub.call(update, { ...at(json.id), method: "PATCH", body });
    expect((await patch({ chat_id: "-1002" })).json).toMatchObject({ chat_id: -1002, message_thread_id: 7 });
    expect((await patch({ message_thread_id: null })).json).toMatchObject({
      chat_id: -1002,
      message_thread_id: null,
    });
    const refused = await patch({ url: "https://example.org" });
    expect(refused.status).toBe(422);
    expect(refused.json.error.fields.url).toContain("does not belong to a telegram channel");
  });
});

describe("changing a channel", () => {
  it("changes the named fields and leaves the rest", async () => {
    const { id, secret } = await add({ events: ["machine.offline"] });
    const { json } = await hub.call(update, { ...at(id), method: "PATCH", body: { is_active: false } });
    expect(json).toMatchObject({ is_active: false, events: ["machine.offline"], url: receiver.url });
    const body = { events: null, url: "https://example.org/new" };
    expect((await hub.call(update, { ...at(id), method: "PATCH", body })).json).toMatchObject(body);
    expect(secretsIn(await sealedSecret(id))).toMatchObject({ secret, url: body.url });
  });

  it("keeps its URL if the new one can never be sent to, and says what to do", async () => {
    const { id } = await add();
    const body = { url: "http://192.168.1.9/hook" };
    const { status, json } = await hub.call(update, { ...at(id), method: "PATCH", body });
    expect(status).toBe(422);
    expect(json.error.fields.url).toContain("can allow 192.168.1.0/24 under Settings → Instance");
    expect((await hub.call(show, at(id))).json.url).toBe(receiver.url);
  });
});

describe("testing a channel", () => {
  it("returns the receiver's own answer to a request signed with the channel's secret", async () => {
    const { id } = await add();
    expect((await hub.call(test, { ...at(id), method: "POST" })).json).toMatchObject({
      ok: true,
      status: 200,
    });
    expect(receiver.received.at(-1)?.body).toMatchObject({ event: "test" });
    receiver.plan({ kind: "status", status: 500, body: "out of coffee" });
    const { status, json } = await hub.call(test, { ...at(id), method: "POST" });
    expect(status).toBe(200);
    expect(json).toMatchObject({ ok: false, status: 500 });
    expect(json.message).toContain("out of coffee");
  });

  it("logs the test with its outcome", async () => {
    const { id } = await add();
    await hub.call(test, { ...at(id), method: "POST" });
    receiver.plan({ kind: "status", status: 500 });
    await hub.call(test, { ...at(id), method: "POST" });
    const { json } = await hub.call(listDeliveries, { as, query: `?channel_id=${id}` });
    const [failed, delivered] = json.data;
    expect(delivered).toMatchObject({
      event: "test",
      state: "delivered",
      attempts: [{ ok: true, status: 200 }],
    });
    expect(delivered.uid).toBe(receiver.received.at(-2)?.headers["webhook-id"]);
    expect(failed).toMatchObject({ event: "test", state: "dead", attempts: [{ ok: false, status: 500 }] });
  });
});

describe("looking at a channel", () => {
  it("says what is waiting for it, why, and when the next attempt is", async () => {
    const agent = guardedAgent({ allow: ["127.0.0.0/8"] });
    const { database } = hub;
    const pump = async () => {
      const outbox = new Outbox({ database, agent, sealKey: sealKey() }, LONE_WORKER);
      await outbox.pump();
      await outbox.stop();
    };
    const { id } = await add();
    const [machine] = await fleet.addMachines(1);
    await fleet.report([machine?.keyId ?? 0]);
    await fleet.hear(10_000);
    await sweepOnce(database);
    receiver.answer({ kind: "status", status: 503 });
    const before = new Date().toISOString();
    await pump();
    const { json: troubled } = await hub.call(show, at(id));
    expect(troubled).toMatchObject({
      waiting: { count: 1 },
      last_failure: { message: expect.stringContaining("503") },
    });
    expect(troubled.waiting.next_attempt_at > before).toBe(true);

    receiver.answer({ kind: "status", status: 200 });
    await database.client.delivery.updateMany({ data: { nextAttemptAt: new Date() } });
    await pump();
    await agent.destroy();
    const { json: well } = await hub.call(show, at(id));
    expect(well).toMatchObject({ waiting: { count: 0, next_attempt_at: null }, last_failure: null });
  });
});

describe("deleting a channel", () => {
  it("keeps its log and sends nothing more, however much of it there is", async () => {
    const { id } = await add();
    const { client } = hub.database;
    const at0 = new Date();
    const { teamId } = fleet;
    await client.event.create({
      data: { id: "evt_many", teamId, type: "machine.offline", occurredAt: at0, facts: "{}" },
    });
    const states = ["pending", "delivered", "dead", "suppressed"];
    // More than are released at once.
    const rows = states.flatMap((state) => Array.from({ length: 250 }, (_, i) => `${state}_${i}`));
    await client.delivery.createMany({
      data: rows.map((uid) => ({
        ...{ uid, eventId: "evt_many", teamId, channelId: id, channelName: "Ops", createdAt: at0 },
        ...{ eventType: "machine.offline", state: uid.split("_")[0] ?? "", attemptCount: 0 },
      })),
    });
    expect((await hub.call(remove, { ...at(id), method: "DELETE" })).status).toBe(204);
    const groups = await client.delivery.groupBy({
      by: ["channelId", "state", "reason"],
      where: { eventId: "evt_many" },
      _count: true,
      orderBy: [{ state: "asc" }, { reason: "asc" }],
    });
    const told = groups.map(({ channelId, state, reason, _count }) => [channelId, state, reason, _count]);
    expect(told).toHaveLength(4);
    expect(told).toEqual(
      expect.arrayContaining([
        [null, "dead", null, 250],
        [null, "delivered", null, 250],
        [null, "suppressed", null, 250],
        [null, "suppressed", "channel_deleted", 250],
      ]),
    );
  });

  it("keeps its log, and never sends what was waiting", async () => {
    const [gone, kept] = [await add(), await add({ name: "Other" })];
    const [machine] = await fleet.addMachines(1);
    await fleet.report([machine?.keyId ?? 0]);
    await fleet.hear(10_000);
    await sweepOnce(hub.database);
    expect((await hub.call(remove, { ...at(gone.id), method: "DELETE" })).status).toBe(204);
    const { json } = await hub.call(listDeliveries, { as });
    expect(json.data).toHaveLength(2);
    expect(json.data).toContainEqual(
      expect.objectContaining({
        channel_name: "Ops",
        channel_id: null,
        state: "suppressed",
        reason: "channel_deleted",
      }),
    );
    expect(json.data).toContainEqual(
      expect.objectContaining({ channel_id: kept.id, state: "pending", reason: null }),
    );
    expect((await hub.call(remove, { ...at(gone.id), method: "DELETE" })).status).toBe(404);
  });

  it("races a sweep without leaving an undeliverable delivery", async () => {
    const { id } = await add();
    const machines = await fleet.addMachines(20);
    await fleet.report(machines.map((machine) => machine.keyId));
    await fleet.hear(10_000);
    const deletion = hub.call(remove, { ...at(id), method: "DELETE" });
    await Promise.allSettled([sweepOnce(hub.database), deletion]);
    // The database refused a sweep that met the deletion half-way; the sweep looks again a second later.
    await sweepOnce(hub.database);
    expect((await deletion).status).toBe(204);
    expect(await hub.database.client.delivery.count({ where: { state: "pending" } })).toBe(0);
    expect(await hub.database.client.machine.count({ where: { status: "offline" } })).toBe(20);
  });

  it("of another team looks as if it did not exist", async () => {
    const { id } = await add();
    const stranger = await hub.addPerson();
    const target = { ...at(id), as: stranger };
    const answers = [
      await hub.call(show, target),
      await hub.call(update, { ...target, method: "PATCH", body: { name: "mine" } }),
      await hub.call(test, { ...target, method: "POST" }),
      await hub.call(remove, { ...target, method: "DELETE" }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404]);
    expect((await hub.call(list, { as: stranger })).json.data).toEqual([]);
  });
});

describe("rotating a secret", () => {
  const call = (id: number, body: unknown = undefined) =>
    hub.call(rotate, { ...at(id), method: "POST", body });
  const verifies = (secret: string) => {
    const last = receiver.received.at(-1);
    try {
      new Webhook(secret).verify(last?.rawBody.toString() ?? "", last?.headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  };

  it("signs with both until the overlap ends", async () => {
    const { id, secret: old } = await add();
    const { status, json } = await call(id, { overlap: "1h" });
    expect(status).toBe(200);
    await hub.call(test, { ...at(id), method: "POST" });
    expect([verifies(old), verifies(json.secret)]).toEqual([true, true]);
    const until = new Date((await hub.call(show, at(id))).json.old_secret_until);
    expect(until.getTime() - Date.now()).toBeGreaterThan(3_500_000);
    await hub.database.client.channel.update({ where: { id }, data: { oldSecretUntil: new Date() } });
    await hub.call(test, { ...at(id), method: "POST" });
    expect([verifies(old), verifies(json.secret)]).toEqual([false, true]);
  });

  it("signs only with the new one if there is no overlap", async () => {
    const { id, secret: old } = await add();
    const { json } = await call(id, { overlap: "0s" });
    await hub.call(test, { ...at(id), method: "POST" });
    expect([verifies(old), verifies(json.secret)]).toEqual([false, true]);
  });

  it("signs only with the new one once somebody ends the overlap, which strangers cannot", async () => {
    const { id, secret: old } = await add();
    const { json } = await call(id);
    const end = (as: Person) => hub.call(endOverlap, { as, method: "DELETE", params: { id: String(id) } });
    expect((await end(await hub.addPerson())).status).toBe(404);
    expect((await end(await hub.addPerson({ teamId: fleet.teamId, role: "member" }))).status).toBe(403);
    expect((await end(as)).status).toBe(204);
    await hub.call(test, { ...at(id), method: "POST" });
    expect([verifies(old), verifies(json.secret)]).toEqual([false, true]);
    expect((await hub.call(show, at(id))).json.old_secret_until).toBeNull();
  });

  it("is for admins of its team, and for channels with a secret", async () => {
    const { id } = await add();
    const member = await hub.addPerson({ teamId: fleet.teamId, role: "member" });
    const request = { method: "POST", params: { id: String(id) } };
    expect((await hub.call(rotate, { ...request, as: member })).status).toBe(403);
    expect((await hub.call(rotate, { ...request, as: await hub.addPerson() })).status).toBe(404);
    const chat = await fleet.addChannel({
      type: "telegram",
      config: JSON.stringify({ chat_id: 1, message_thread_id: null }),
    });
    expect((await call(chat)).status).toBe(422);
    expect((await hub.call(endOverlap, { ...at(chat), method: "DELETE" })).status).toBe(422);
  });
});
