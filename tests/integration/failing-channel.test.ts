import type { Agent } from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as show, PATCH as update } from "@/app/api/v1/channels/[id]/route";
import { POST as create } from "@/app/api/v1/channels/route";
import { GET as listDeliveries } from "@/app/api/v1/deliveries/route";
import { GET as showIncident } from "@/app/api/v1/incidents/[id]/route";
import { GET as preview } from "@/app/api/v1/machines/[id]/preview/route";
import { GET as why } from "@/app/api/v1/machines/[id]/why/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { WebhookReceiver } from "../support/webhook-receiver";

const MINUTE_MS = 60_000;

let hub: TestHub;
let receiver: WebhookReceiver;
let agent: Agent;
let fleet: Fleet;
let as: Person;
let id: number;

beforeAll(async () => {
  process.env.WEBHOOK_ALLOW_CIDRS = "127.0.0.0/8";
  hub = await TestHub.open();
  receiver = await WebhookReceiver.start();
  agent = guardedAgent({ allow: ["127.0.0.0/8"] });
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ teamId: fleet.teamId });
  receiver.answer({ kind: "status", status: 503, body: "out of coffee." });
  const body = { type: "webhook", name: "bridge", url: receiver.url };
  id = (await hub.call(create, { as, body })).json.id;
});
afterAll(async () => {
  await agent.destroy();
  await receiver.stop();
  await hub.close();
});

const at = (objectId: number) => ({ as, params: { id: String(objectId) } });
const channel = async () => (await hub.call(show, at(id))).json;

/** Sends what is due, once. */
async function pump(): Promise<void> {
  const outbox = new Outbox({ database: hub.database, agent, sealKey: sealKey() }, LONE_WORKER);
  await outbox.pump();
  await outbox.stop();
}

/** A machine that goes offline and, `back`, comes back: its recovery waits behind its alert. */
async function outage({ back }: { back: boolean }): Promise<{ machineId: number; incidentId: number }> {
  const { machineId, keyId } = await fleet.addMachine();
  await fleet.report([keyId]);
  await fleet.hear(10_000);
  await sweepOnce(hub.database);
  const { client } = hub.database;
  const incident = await client.incident.findFirstOrThrow({ where: { machineId } });
  await pump();
  if (back) await fleet.report([keyId]);
  return { machineId, incidentId: incident.id };
}

const failSince = (ago: number) =>
  hub.database.client.channel.updateMany({ data: { failingSince: new Date(Date.now() - ago) } });

describe("whether a channel works", () => {
  it("follows its attempts: failing since the first that failed, until one gets through", async () => {
    expect(await channel()).toMatchObject({ state: "works", failing_since: null });
    await outage({ back: false });
    const { failing_since: since, ...failing } = await channel();
    expect(failing).toMatchObject({ state: "retrying", failed_at: null, waiting: { count: 1 } });
    expect(Math.abs(Date.parse(since) - Date.now())).toBeLessThan(MINUTE_MS);
    await hub.database.client.delivery.updateMany({ data: { nextAttemptAt: new Date() } });
    await pump();
    expect((await channel()).failing_since).toBe(since);
    await failSince(2 * MINUTE_MS);
    expect(await channel()).toMatchObject({ state: "failing" });
    receiver.answer({ kind: "status", status: 200 });
    await hub.database.client.delivery.updateMany({ data: { nextAttemptAt: new Date() } });
    await pump();
    expect(await channel()).toMatchObject({ state: "works", failing_since: null, last_failure: null });
  });

  it("is not in doubt when the receiver asks to wait", async () => {
    receiver.answer({ kind: "status", status: 429, headers: { "retry-after": "60" } });
    await outage({ back: false });
    expect(receiver.received.length).toBeGreaterThan(0);
    expect(await channel()).toMatchObject({ state: "works", failing_since: null });
  });

  it("is not known of another address", async () => {
    await outage({ back: false });
    await failSince(2 * MINUTE_MS);
    await hub.call(update, { ...at(id), method: "PATCH", body: { url: `${receiver.url}elsewhere` } });
    expect(await channel()).toMatchObject({ state: "works", failing_since: null });
  });
});

describe("a channel whose every attempt has failed for minutes", () => {
  it("is not counted on by the overview, nor by the preview of an outage", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    const canTell = async () => (await hub.call(overview, { as })).json.setup.can_tell;
    const problem = async () => (await hub.call(preview, at(machineId))).json.channels[0].problem;
    expect([await canTell(), await problem()]).toEqual([true, null]);
    await outage({ back: true });
    await failSince(4 * MINUTE_MS);
    expect(await canTell()).toBe(false);
    expect(await problem()).toMatch(
      /^The alert would be attempted, but every attempt has failed for 4m.*: .*out of coffee\. \d+ messages are waiting\.$/,
    );
  });

  it("is named by the overview for each delivery that waits for it", async () => {
    await outage({ back: false });
    const states = async () => {
      const [machine] = (await hub.call(overview, { as })).json.offline_machines;
      return machine.deliveries.map((each: { channel_state: string }) => each.channel_state);
    };
    await failSince(MINUTE_MS / 2);
    expect(await states()).toEqual(["retrying"]);
    await failSince(2 * MINUTE_MS);
    expect(await states()).toEqual(["failing"]);
    await hub.database.client.channel.deleteMany();
    expect(await states()).toEqual([null]);
  });

  it("is tried again at one time, which is never past, wherever that is shown", async () => {
    const { machineId, incidentId } = await outage({ back: true });
    const { client } = hub.database;
    const { detectedAt } = await client.incident.findUniqueOrThrow({ where: { id: incidentId } });
    const alert = await client.delivery.findFirstOrThrow({
      where: { channelId: id },
      orderBy: { id: "asc" },
    });
    const planned = new Date(Date.now() + 10 * MINUTE_MS);
    await client.delivery.update({ where: { id: alert.id }, data: { nextAttemptAt: planned } });
    // The recovery has waited for a long time, and is not attempted before its alert.
    await client.delivery.updateMany({
      where: { channelId: id, id: { not: alert.id } },
      data: { nextAttemptAt: new Date(Date.now() - 44 * MINUTE_MS) },
    });
    type Waiting = { next_attempt_at: string | null };
    const next = async () => {
      const shown = await hub.call(showIncident, at(incidentId));
      const logged = await hub.call(listDeliveries, { as });
      const times = [...shown.json.deliveries, ...logged.json.data, (await channel()).waiting];
      return [...new Set(times.map(({ next_attempt_at }: Waiting) => next_attempt_at))];
    };
    const planFor = async () => {
      const query = `?at=${detectedAt.toISOString()}`;
      const { steps } = (await hub.call(why, { ...at(machineId), query })).json;
      return steps.flatMap((step: { step: string; at: string }) =>
        step.step === "delivery" ? [step.at] : [],
      );
    };
    expect(await next()).toEqual([planned.toISOString()]);
    expect(await planFor()).toEqual([planned.toISOString(), planned.toISOString()]);
    await client.delivery.update({ where: { id: alert.id }, data: { nextAttemptAt: new Date(0) } });
    const before = Date.now();
    for (const each of await next()) expect(Date.parse(each ?? "")).toBeGreaterThanOrEqual(before);
    expect(await planFor()).toEqual([null, null]);
  });

  it("promises no attempt within a minute, as another of its deliveries may be the one that is tried", async () => {
    const { machineId, incidentId } = await outage({ back: false });
    const { client } = hub.database;
    const { detectedAt } = await client.incident.findUniqueOrThrow({ where: { id: incidentId } });
    await client.delivery.updateMany({ data: { nextAttemptAt: new Date(0) } });
    const query = `?at=${detectedAt.toISOString()}`;
    const said = async () => {
      const { steps } = (await hub.call(why, { ...at(machineId), query })).json;
      return steps.find(({ step }: { step: string }) => step === "delivery").sentence;
    };
    await failSince(MINUTE_MS / 2);
    expect(await said()).toContain("It will be attempted again within a minute.");
    await failSince(2 * MINUTE_MS);
    expect(await said()).toContain("It will be sent once the receiver accepts messages again;");
  });

  it("keeps an alert of another machine waiting in a line of its own", async () => {
    const first = await outage({ back: false });
    const { client } = hub.database;
    const planned = new Date(Date.now() + 10 * MINUTE_MS);
    await client.delivery.updateMany({ data: { nextAttemptAt: planned } });
    receiver.answer({ kind: "status", status: 503 });
    await outage({ back: false });
    const second = await client.delivery.findFirstOrThrow({ orderBy: { id: "desc" } });
    const waiting = (await channel()).waiting.next_attempt_at;
    expect(waiting).toBe(second.nextAttemptAt?.toISOString());
    const { json } = await hub.call(showIncident, at(first.incidentId));
    expect(json.deliveries[0].next_attempt_at).toBe(planned.toISOString());
  });
});
