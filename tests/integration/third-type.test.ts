import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { DELETE as endOverlap } from "@/app/api/v1/channels/[id]/old-secret/route";
import { POST as rotate } from "@/app/api/v1/channels/[id]/rotate-secret/route";
import { GET as show, PATCH as update } from "@/app/api/v1/channels/[id]/route";
import { POST as test } from "@/app/api/v1/channels/[id]/test/route";
import { POST as create, GET as list } from "@/app/api/v1/channels/route";
import { GET as preview } from "@/app/api/v1/machines/[id]/preview/route";
import { GET as why } from "@/app/api/v1/machines/[id]/why/route";
import { GET as openapi } from "@/app/api/v1/openapi.json/route";
import { ChannelForm } from "@/components/notifications/channel-form";
import { findForm } from "@/components/notifications/find-form";
import { CHANNEL_FORMS } from "@/components/notifications/registry";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { CHANNEL_TYPES } from "@/lib/notifications/transports/registry";
import { toCanaryView } from "@/lib/overview/canary/view";
import { hasWorkingChannel } from "@/lib/overview/has-working-channel";
import { channelTable } from "../../scripts/channel-table";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { LONE_WORKER } from "../support/outbox";
import { line } from "../support/pager/type";
import { sweepOnce } from "../support/sweep";
import { WebhookReceiver } from "../support/webhook-receiver";

vi.mock("@/lib/notifications/transports/registry", async (original) =>
  (await import("../support/all-types")).withPager(original),
);
vi.mock("@/components/notifications/registry", async (original) =>
  (await import("../support/all-types")).withPagerForm(original),
);
const logs = vi.hoisted((): string[] => []);
vi.mock("@/lib/base/logger", async () => {
  const { catchLogs } = await import("../support/all-types");
  return { logger: catchLogs(logs) };
});

// All of this works for a type that nothing outside its two folders and the two lines above knows.
const SECRET_PATH = "/hooks/p4g3r-s3cr3t-x9f2";

let hub: TestHub;
let fleet: Fleet;
let as: Person;
let receiver: WebhookReceiver;

beforeAll(async () => {
  process.env.WEBHOOK_ALLOW_CIDRS = "127.0.0.0/8";
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  await hub.database.client.lease.deleteMany();
  receiver = await WebhookReceiver.start();
  receiver.answer(QUEUED);
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ teamId: fleet.teamId });
  line.problem = null;
  return () => receiver.stop();
});
afterAll(() => hub.close());

const QUEUED = { kind: "status", status: 202, body: '{"queued":true}' } as const;
const secretUrl = () => new URL(SECRET_PATH, receiver.url).toString();
const body = (over: object = {}) => ({
  type: "pager",
  name: "Night",
  url: secretUrl(),
  crew: "night",
  ...over,
});
const add = async (over: object = {}) => (await hub.call(create, { as, body: body(over) })).json;
const at = (id: number) => ({ as, params: { id: String(id) } });
const patch = (id: number, change: object) => hub.call(update, { ...at(id), method: "PATCH", body: change });
const press = async (id: number) => (await hub.call(test, { ...at(id), method: "POST" })).json;

async function pump(): Promise<void> {
  const agent = guardedAgent({ allow: ["127.0.0.0/8"] });
  for (let round = 0; round < 3; round++) {
    const outbox = new Outbox({ database: hub.database, agent, sealKey: sealKey() }, LONE_WORKER);
    await outbox.pump();
    await outbox.stop();
  }
  await agent.destroy();
}

async function outage() {
  const { machineId, keyId } = await fleet.addMachine();
  await fleet.report([keyId]);
  await fleet.hear(10_000);
  await sweepOnce(hub.database);
  return { machineId, keyId };
}

describe("the API", () => {
  it("adds, shows and lists it with its own fields, masked, and never with its secret", async () => {
    const { host } = new URL(receiver.url);
    const { status, json } = await hub.call(create, { as, body: body() });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      type: "pager",
      crew: "night",
      address: `night at ${host}/…x9f2`,
      problem: null,
    });
    const shown = [json, (await hub.call(show, at(json.id))).json, (await hub.call(list, { as })).json];
    expect(JSON.stringify(shown)).not.toContain("p4g3r-s3cr3t");
    const row = await hub.database.client.channel.findUniqueOrThrow({ where: { id: json.id } });
    expect(JSON.stringify(row)).not.toContain("p4g3r-s3cr3t");
  });

  it.each([
    ["a missing field", { crew: undefined }, "crew"],
    ["an invalid value", { crew: "" }, "crew"],
    ["another type's field", { chat_id: 7 }, "chat_id"],
    ["an address that is never contacted", { url: "http://10.0.0.1/x" }, "url"],
  ])("refuses %s when one is added", async (_, over, field) => {
    const { status, json } = await hub.call(create, { as, body: body(over) });
    expect([status, Object.keys(json.error.fields)]).toEqual([422, [field]]);
  });

  it("changes one field and leaves the others, including the secret", async () => {
    const { id } = await add();
    expect((await patch(id, { crew: "day" })).json).toMatchObject({ crew: "day", hint: "…x9f2" });
    expect(await press(id)).toEqual({ ok: true, status: 202, message: "HTTP 202" });
    expect(receiver.received.at(-1)).toMatchObject({ path: SECRET_PATH, body: { crew: "day" } });
    const moved = (await patch(id, { url: `${receiver.url}/other-4242` })).json;
    expect(moved).toMatchObject({ crew: "day", hint: "…4242" });
    await press(id);
    expect(receiver.received.at(-1)?.path).toBe("/hook/other-4242");
  });

  it.each([
    ["another type's field", { secret: "0123456789abcdef" }, "secret", "does not belong to a pager channel"],
    ["an invalid value", { crew: 7 }, "crew", "must be text"],
    ["an address that is never contacted", { url: "http://10.0.0.1/x" }, "url", "can allow 10.0.0.0/24"],
    ["an unknown field", { pigeon: 1 }, "pigeon", "is unknown"],
  ])("refuses %s when it is changed", async (_, change, field, words) => {
    const { id } = await add();
    const { status, json } = await patch(id, change);
    expect([status, Object.keys(json.error.fields)]).toEqual([422, [field]]);
    expect(json.error.fields[field]).toContain(words);
  });

  it("has no secret that the hub could create or rotate", async () => {
    const created = await add();
    expect(created).not.toHaveProperty("secret");
    expect(created).not.toHaveProperty("old_secret_until");
    expect((await hub.call(rotate, { ...at(created.id), method: "POST", body: {} })).status).toBe(422);
    expect((await hub.call(endOverlap, { ...at(created.id), method: "DELETE" })).status).toBe(422);
  });

  it("describes it in the document", async () => {
    const response = await openapi(new Request("http://hub.lan/api/v1/openapi.json"), {
      params: Promise.resolve({}),
    });
    const { components } = (await response.json()) as { components: { schemas: Record<string, Schema> } };
    const schemaOf = (name: string) =>
      components.schemas[name]?.oneOf ?? components.schemas[name]?.anyOf ?? [];
    const named = (name: string) =>
      schemaOf(name).find(({ properties }) => properties?.type?.const === "pager");
    expect(Object.keys(named("ChannelInput")?.properties ?? {})).toEqual(
      expect.arrayContaining(["url", "crew", "name"]),
    );
    expect(named("ChannelInput")?.required).toEqual(expect.arrayContaining(["type", "url", "crew", "name"]));
    expect(Object.keys(named("Channel")?.properties ?? {})).toEqual(
      expect.arrayContaining(["crew", "host", "hint", "address"]),
    );
    const change = components.schemas.ChannelChange?.properties ?? {};
    expect(change.crew).toMatchObject({ type: "string", description: "Who is paged." });
    expect(change.url?.anyOf).toHaveLength(CHANNEL_TYPES.filter(({ fields }) => "url" in fields).length);
  });
});

type Schema = {
  const?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  oneOf?: Schema[];
  anyOf?: Schema[];
};

describe("its messages", () => {
  it("that had to wait are sent as one, with several requests for a recovery", async () => {
    await add();
    const { keyId } = await outage();
    await fleet.report([keyId]);
    receiver.answer({ kind: "status", status: 500, body: "out of order" });
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline pending", "machine.online pending"]);
    receiver.received.length = 0;
    receiver.answer(QUEUED);
    await hub.database.client.delivery.updateMany({ data: { nextAttemptAt: new Date(0) } });
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online delivered"]);
    expect(receiver.received.map(({ body }) => Object.keys(body as object))).toEqual([
      ["cancel"],
      ["key", "crew", "title", "text", "link"],
    ]);
    expect(receiver.received.at(-1)?.body).toMatchObject({
      title: expect.stringMatching(/ is back online$/),
    });
  });

  it("wait, without counting attempts, while the receiver refuses the whole installation", async () => {
    const { id } = await add();
    await outage();
    receiver.answer({ kind: "status", status: 402, body: '{"error":"line down"}' });
    await pump();
    expect(await hub.database.client.delivery.findMany()).toMatchObject([
      { state: "pending", attemptCount: 0 },
    ]);
    expect(receiver.received).toHaveLength(1);
    expect((await hub.call(show, at(id))).json.problem).toBe("The pager line is down.");
    line.problem = null;
    receiver.answer(QUEUED);
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
  });

  it.each([
    ["a refusal in its own words ends the channel", 404, '{"error":"no such crew"}', "dead refused", true],
    ["the same status from somebody else does not", 404, "<html>", "pending", false],
    ["a success from somebody else does not count", 202, "<html>", "pending", false],
    ["a message that it refuses is given up alone", 413, "{}", "dead message_refused", false],
  ])("%s", async (_, status, words, state, isFailed) => {
    const { id } = await add();
    await outage();
    receiver.answer({ kind: "status", status, body: words });
    await pump();
    const [first] = await fleet.told();
    expect(first).toBe(`machine.offline ${state}`);
    expect((await hub.call(show, at(id))).json.failed_at !== null).toBe(isFailed);
  });

  it("leave no secret in logs, rows and answers, whatever the receiver echoes", async () => {
    const { id } = await add();
    await outage();
    logs.length = 0;
    receiver.answer({ kind: "status", status: 500, body: `no route ${SECRET_PATH} (${secretUrl()})` });
    await pump();
    const answer = await press(id);
    expect(answer.message).toBe("HTTP 500: no route … (…)");
    const rows = await hub.database.client.deliveryAttempt.findMany();
    expect(rows.length).toBeGreaterThan(1);
    expect(logs.join()).toContain("Delivery attempted");
    expect(logs.join() + JSON.stringify([answer, rows], (_, v) => String(v))).not.toContain("p4g3r-s3cr3t");
  });
});

describe("the pages", () => {
  it("say why nothing can be sent: list, explanation, preview and overview", async () => {
    const { id } = await add();
    line.problem = "No pager line is rented.";
    const { machineId } = await outage();
    expect((await hub.call(show, at(id))).json.problem).toBe(line.problem);
    const { steps } = (await hub.call(why, at(machineId))).json;
    expect(steps.at(-1).sentence).toContain(line.problem);
    const { channels } = (await hub.call(preview, at(machineId))).json;
    expect(channels).toMatchObject([{ channel_id: id, told_within_s: 5, problem: line.problem }]);
    const able = await hub.database.client.channel.findMany({ where: { id } });
    expect(await hasWorkingChannel(able, new Date())).toBe(false);
    line.problem = null;
    expect(await hasWorkingChannel(able, new Date())).toBe(true);
  });

  it("name it in the end-to-end test", () => {
    const delivery = {
      event: "machine.offline",
      state: "delivered",
      channelType: "pager",
      channelName: "Night",
      reason: null,
      reasonText: null,
      lastAnswer: "HTTP 202",
      createdAtMs: 2_000,
      finishedAtMs: 3_000,
    } as const;
    const facts = {
      startedAtMs: 0,
      aliveAtMs: 3_000,
      reportedAtMs: 1_000,
      detectedAtMs: 2_000,
      returnedAtMs: null,
      endedAtMs: null,
      problem: null,
      deliveries: [delivery],
    };
    const { steps } = toCanaryView({ facts, nowMs: 3_000 });
    expect(steps.map(({ sentence }) => sentence).join()).toContain('Pager "Night"');
  });

  it("ask for its fields in a form, and never show its secret there", async () => {
    const form = findForm("pager");
    if (form === null) throw new Error("there is no form");
    const channel = await add();
    const render = (given: typeof channel | null) =>
      renderToStaticMarkup(
        createElement(ChannelForm, {
          form,
          channel: given,
          submitLabel: "Save",
          onCancel() {},
          onChanged() {},
          async onSubmit() {},
        }),
      );
    const [empty, filled] = [render(null), render(channel)];
    for (const html of [empty, filled])
      for (const name of ["name", "url", "crew"]) expect(html).toContain(`name="${name}"`);
    expect(filled).toContain('value="night"');
    expect(filled).not.toContain("p4g3r-s3cr3t");
  });

  it("have a row for it in the guide", () => {
    expect(channelTable(CHANNEL_TYPES)).toContain("| Pager | A crew's pagers |");
  });
});

it("every type has a form with the fields that the API accepts", () => {
  const ofForms = CHANNEL_FORMS.map(({ type, fields }) => [type, fields.map(({ name }) => name).sort()]);
  const ofTypes = CHANNEL_TYPES.map(({ type, fields }) => [type, Object.keys(fields).sort()]);
  expect(Object.fromEntries(ofForms)).toEqual(Object.fromEntries(ofTypes));
});
