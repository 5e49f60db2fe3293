import { MockAgent } from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as show } from "@/app/api/v1/channels/[id]/route";
import { POST as preview } from "@/app/api/v1/channels/preview/route";
import { POST as readAddress } from "@/app/api/v1/channels/read-address/route";
import { POST as create } from "@/app/api/v1/channels/route";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { MORE_SERVICES } from "../support/more-services";
import { LONE_WORKER } from "../support/outbox";
import { readBody } from "../support/request-body";
import { SERVICES, type Service } from "../support/services";
import { sweepOnce } from "../support/sweep";
import { TEMPLATE_SERVICE } from "../support/template-service";

// Services that cannot be had here, as their documents and sources describe them.

let hub: TestHub;
let fleet: Fleet;
let as: Person;
let agent: MockAgent;
let sent: { url: string; headers: Record<string, string>; body: unknown }[];
let answer: { status: number; body: string; headers?: Record<string, string> } | null;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  await hub.database.client.lease.deleteMany();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ teamId: fleet.teamId });
  [sent, answer] = [[], null];
});
afterAll(() => hub.close());

/** Stands for the service: it takes what is addressed to it, and nothing else. */
function listen(service: Pick<Service, "origin" | "answer">): void {
  agent = new MockAgent();
  agent.disableNetConnect();
  agent
    .get(service.origin)
    .intercept({ path: () => true, method: () => true })
    .reply(({ origin, path, method, headers, body }) => {
      const read = Object.fromEntries(new Headers(headers as Record<string, string>));
      const url = `${origin}${path}`;
      const request = { url, method, headers: read, body: readBody(String(body), read) };
      sent.push(request);
      const { status, body: data, headers: own = {} } = answer ?? service.answer(request);
      return { statusCode: status, data, responseOptions: { headers: own } };
    })
    .persist();
}

/** Sends all that waits, long after everything before it. */
async function pump(): Promise<void> {
  const { delivery, deliveryAttempt } = hub.database.client;
  const longAgo = new Date(0);
  await deliveryAttempt.updateMany({ data: { startedAt: longAgo, finishedAt: longAgo } });
  await delivery.updateMany({ where: { state: "pending" }, data: { nextAttemptAt: longAgo } });
  const outbox = new Outbox({ database: hub.database, agent, sealKey: sealKey() }, LONE_WORKER);
  await outbox.pump();
  await outbox.stop();
}

async function outages(count: number) {
  const machines = await fleet.addMachines(count);
  const keyIds = machines.map(({ keyId }) => keyId);
  for (const keyId of keyIds) await fleet.report([keyId]);
  await fleet.hear(10_000);
  while ((await sweepOnce(hub.database)).length > 0);
  return keyIds;
}

describe.each(SERVICES.map((service) => [service.type, service] as const))("%s", (type, service) => {
  const add = async () => {
    const { status, json } = await hub.call(create, { as, body: { type, name: "Ops", ...service.fields } });
    expect(status).toBe(201);
    return json as { id: number; address: string };
  };
  beforeEach(() => {
    listen(service);
    return () => agent.close();
  });

  it("gets one outage and its recovery, in order and in its own form", async () => {
    await add();
    const keyIds = await outages(1);
    await pump();
    await fleet.report(keyIds);
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online delivered"]);
    const texts = sent.map(service.textOf);
    expect(texts).toEqual([expect.stringContaining("is offline"), expect.stringContaining("is back online")]);
    for (const request of sent) service.check(request);
  });

  it("gets a storm of two hundred in a few messages that leave nobody out", async () => {
    await add();
    await outages(200);
    await pump();
    const states = new Set(await fleet.told());
    expect([...states]).toEqual(["machine.offline delivered"]);
    expect(sent.length).toBeLessThanOrEqual(3);
    const texts = sent.map(service.textOf).join("\n");
    const counted = [...texts.matchAll(/and (\d+) more/g)].reduce((sum, [, more]) => sum + Number(more), 0);
    const named = [...texts.matchAll(/ – last seen/g)].length;
    expect(named + counted).toBe(200);
  });

  it("is left alone for as long as it asks, and loses nothing meanwhile", async () => {
    await add();
    await outages(1);
    answer = service.busy;
    await pump();
    const [waiting] = await hub.database.client.delivery.findMany();
    expect(waiting?.state).toBe("pending");
    const pauseMs = (waiting?.nextAttemptAt?.getTime() ?? 0) - Date.now();
    expect(pauseMs).toBeGreaterThan(service.busyMs - 5_000);
    answer = null;
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
  });

  it("says that it is gone, which ends the channel and is shown", async () => {
    const { id } = await add();
    await outages(1);
    answer = service.gone;
    await pump();
    expect((await fleet.told())[0]).toBe("machine.offline dead refused");
    const { json } = await hub.call(show, { as, params: { id: String(id) } });
    expect(json).toMatchObject({ state: "failed" });
  });

  it("is shown without what gives it away", async () => {
    const { address, ...rest } = await add();
    for (const secret of service.secrets) expect(JSON.stringify({ address, rest })).not.toContain(secret);
  });

  it("is refused with a sentence when its address is wrong", async () => {
    for (const [field, value] of Object.entries(service.wrong)) {
      const body = { type, name: "Ops", ...service.fields, [field]: value };
      const { status, json } = await hub.call(create, { as, body });
      expect(status).toBe(422);
      expect(json.error.fields[field]).toMatch(/^must /);
    }
  });
});

describe.each(MORE_SERVICES.map((service) => [service.type, service] as const))("%s", (type, service) => {
  it("gets one outage and its recovery in its own form, and is shown without its secrets", async () => {
    listen(service);
    const body = { type, name: "Ops", ...service.fields };
    const { status, json } = await hub.call(create, { as, body });
    expect(status).toBe(201);
    for (const secret of service.secrets) expect(JSON.stringify(json)).not.toContain(secret);
    for (const [field, value] of Object.entries(service.wrong)) {
      const refused = await hub.call(create, { as, body: { ...body, [field]: value } });
      expect(refused.status).toBe(422);
      expect(refused.json.error.fields[field]).toMatch(/^must /);
    }
    const keyIds = await outages(1);
    await pump();
    await fleet.report(keyIds);
    await pump();
    await agent.close();
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online delivered"]);
    expect(sent.map(service.textOf)).toEqual([
      expect.stringContaining("is offline"),
      expect.stringContaining("is back online"),
    ]);
    service.check(sent);
  });
});

describe("a pasted address", () => {
  const read = async (text: string) => (await hub.call(readAddress, { as, body: { text } })).json.readings;

  it("becomes a channel of the only type that it can be of, and says what has no place in it", async () => {
    const [reading, ...others] = await read("ntfy://:tk_9f2k@ntfy.example.org/alerts-k3v9?priority=5");
    expect(others).toEqual([]);
    expect(reading.left).toEqual(["“priority”"]);
    const body = { type: reading.type, name: "Ops", ...reading.fields };
    const { status, json } = await hub.call(create, { as, body });
    expect(status).toBe(201);
    expect(json).toMatchObject({ type: "ntfy", server: "https://ntfy.example.org", has_token: true });
  });

  it("of an unknown host may be of several types; what is none is read as none", async () => {
    const types = (await read("https://push.example.org/alerts")).map(({ type }: { type: string }) => type);
    expect(types).toEqual(expect.arrayContaining(["ntfy", "webhook", "template"]));
    expect(await read("our Slack channel")).toEqual([]);
  });
});

describe("a preview", () => {
  const { type, fields } = TEMPLATE_SERVICE;

  it("shows both directions without the login, and stores and sends nothing", async () => {
    listen(TEMPLATE_SERVICE);
    const { status, json } = await hub.call(preview, { as, body: { type, ...fields } });
    await agent.close();
    expect(status).toBe(200);
    const url = "https://api.example.org/s3cr3tpath/7?machine=web-01";
    const headers = { "X-Api-Key": "s3cr3tkey", "content-type": "application/json" };
    const body = (text: string, open: boolean) => JSON.stringify({ key: "s3cr3tbody1", text, id: 7, open });
    expect(json.requests).toEqual([
      { event: "machine.offline", method: "PUT", url, headers, body: body("🔴 web-01 is offline", true) },
      { event: "machine.online", method: "PUT", url, headers, body: body("🟢 web-01 is back online", false) },
    ]);
    expect(await hub.database.client.channel.count()).toBe(0);
    expect(sent).toEqual([]);
  });

  it.each([
    ["a body that is no JSON", { body: "{{title}}" }, "body", /^must be JSON/],
    ["a placeholder that nobody knows", { body: '"{{nam}}"' }, "body", /^contains \{\{nam}}/],
    ["a body with GET", { method: "GET" }, "body", /^must be empty/],
    [
      "an address that nothing may be sent to",
      { url: "http://169.254.169.254/{{event}}" },
      "url",
      /169\.254/,
    ],
  ])("refuses %s, as saving does", async (_, wrong, field, words) => {
    const body = { type, ...fields, ...wrong };
    const refused = [
      await hub.call(preview, { as, body }),
      await hub.call(create, { as, body: { ...body, name: "Ops" } }),
    ];
    for (const { status, json } of refused) {
      expect(status).toBe(422);
      expect(json.error.fields[field]).toMatch(words);
    }
  });
});
