import { MockAgent } from "undici";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { PATCH as change, GET as show } from "@/app/api/v1/channels/[id]/route";
import { POST as test } from "@/app/api/v1/channels/[id]/test/route";
import { POST as create } from "@/app/api/v1/channels/route";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { MailReceiver } from "../support/mail/mail-receiver";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";

const PASSWORD = "planted-hunter2";

let hub: TestHub;
let fleet: Fleet;
let as: Person;
let receiver: MailReceiver;

beforeAll(async () => {
  receiver = await MailReceiver.open();
  Object.assign(process.env, { WEBHOOK_ALLOW_CIDRS: "127.0.0.0/8" });
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  await hub.database.client.lease.deleteMany();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ teamId: fleet.teamId });
  receiver.behaviour = {};
  receiver.mails.length = 0;
});
afterAll(async () => {
  await hub.close();
  await receiver.close();
});

const given = () => ({
  type: "email",
  name: "Ops",
  to: ["ada@example.org", "bob@example.org"],
  server: receiver.url,
  from: "Hub <hub@example.org>",
});
async function add(changes: object = {}) {
  const { status, json } = await hub.call(create, { as, body: { ...given(), ...changes } });
  expect(status).toBe(201);
  return json as { id: number; address: string };
}

/** Sends all that waits, long after everything before it. */
async function pump(): Promise<void> {
  const { delivery, deliveryAttempt } = hub.database.client;
  const longAgo = new Date(0);
  await deliveryAttempt.updateMany({ data: { startedAt: longAgo, finishedAt: longAgo } });
  await delivery.updateMany({ where: { state: "pending" }, data: { nextAttemptAt: longAgo } });
  const agent = new MockAgent();
  agent.disableNetConnect();
  const outbox = new Outbox({ database: hub.database, agent, sealKey: sealKey() }, LONE_WORKER);
  await outbox.pump();
  await outbox.stop();
  await agent.close();
}

async function outages(count: number): Promise<number[]> {
  const machines = await fleet.addMachines(count);
  const keyIds = machines.map(({ keyId }) => keyId);
  await fleet.report(keyIds);
  await fleet.hear(10_000);
  while ((await sweepOnce(hub.database)).length > 0);
  return keyIds;
}

const header = (raw: string, name: string) => new RegExp(`^${name}: (.+)\r$`, "im").exec(raw)?.[1] ?? null;

it("gets one outage and its recovery as one thread", async () => {
  const { address } = await add();
  expect(address).toBe("ad…@example.org and 1 more");
  const keyIds = await outages(1);
  await pump();
  await fleet.report(keyIds);
  await pump();
  expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online delivered"]);
  const [first, second] = receiver.mails.map(({ raw }) => raw);
  expect(receiver.mails.map(({ to }) => to)).toEqual([given().to, given().to]);
  const id = header(first ?? "", "Message-ID");
  expect(id).toMatch(/^<incident-\d+\.\d+\.[0-9a-f]{12}@example\.org>$/);
  expect(header(first ?? "", "In-Reply-To")).toBeNull();
  expect([header(second ?? "", "In-Reply-To"), header(second ?? "", "References")]).toEqual([id, id]);
  expect(first).toContain("is offline");
  expect(second).toContain("is back online");
});

it("keeps the name of a mail over attempts whose answer is lost", async () => {
  await add();
  await outages(1);
  receiver.behaviour = { dropsAfterContent: true };
  await pump();
  expect(await fleet.told()).toEqual(["machine.offline pending"]);
  receiver.behaviour = {};
  await pump();
  expect(await fleet.told()).toEqual(["machine.offline delivered"]);
  expect(receiver.mails).toHaveLength(2);
  expect(new Set(receiver.mails.map(({ raw }) => header(raw, "Message-ID"))).size).toBe(1);
});

it("gets a burst in one mail that leaves nobody out", async () => {
  await add();
  await outages(12);
  await pump();
  expect(new Set(await fleet.told())).toEqual(new Set(["machine.offline delivered"]));
  const subjects = receiver.mails.map(({ raw }) => header(raw, "Subject"));
  expect(subjects).toEqual([expect.stringContaining("12_machines_offline")]);
});

it.each<[string, string[]]>([
  ["450 4.2.0 greylisted", ["machine.offline pending"]],
  ["550 5.1.1 no such user", ["machine.offline dead refused", "channel.failed suppressed channel_failed"]],
])("with %s comes to %j", async (words, told) => {
  await add();
  await outages(1);
  receiver.behaviour = { refusals: { recipient: words } };
  await pump();
  expect(await fleet.told()).toEqual(told);
  const [attempt] = await hub.database.client.deliveryAttempt.findMany();
  expect(attempt?.message).toContain(words);
});

it("tests with the server's own words, and keeps the password to itself", async () => {
  const { id } = await add();
  const tested = await hub.call(test, { as, params: { id: String(id) }, method: "POST" });
  expect(tested.json).toMatchObject({ ok: true, message: expect.stringContaining("queued as 4F2C") });
  const changed = await hub.call(change, {
    as,
    method: "PATCH",
    params: { id: String(id) },
    body: { user: "hub", password: PASSWORD },
  });
  expect(changed.status).toBe(200);
  // It offers no encryption, so it gets no login.
  const refused = await hub.call(test, { as, params: { id: String(id) }, method: "POST" });
  expect(refused.json.ok).toBe(false);
  const moved = await hub.call(change, {
    as,
    method: "PATCH",
    params: { id: String(id) },
    body: { server: "smtp://mail.example.net:587" },
  });
  expect([moved.status, Object.keys(moved.json.error.fields)]).toEqual([422, ["password"]]);
  const shown = await hub.call(show, { as, params: { id: String(id) } });
  const rows = await hub.database.client.channel.findMany();
  const all = JSON.stringify([tested.json, changed.json, refused.json, shown.json, rows]);
  expect(all).not.toContain(PASSWORD);
});

it.each<[string, object, string]>([
  ["no server anywhere", { server: undefined, from: undefined }, "server"],
  ["a private server that is not allowed", { server: "smtp://10.0.0.5:25" }, "server"],
  ["a login in the server's address", { server: "smtp://hub:x@mail.example.org" }, "server"],
  ["a user without a password", { user: "hub" }, "password"],
  ["a sender that is no address", { from: "hub" }, "from"],
  ["a sender with a line break", { from: "Hub\r\nBcc: x@example.org <hub@example.org>" }, "from"],
  ["an address that is none", { to: ["ada"] }, "to"],
  ["nobody", { to: [] }, "to"],
  ["too many", { to: Array.from({ length: 21 }, (_, i) => `a${i}@example.org`) }, "to"],
])("is not added with %s", async (_, changes, field) => {
  const { status, json } = await hub.call(create, { as, body: { ...given(), ...changes } });
  expect([status, Object.keys(json.error.fields).map((name) => name.split(".")[0])]).toEqual([422, [field]]);
});
