import { randomBytes } from "node:crypto";
import type { Agent } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { GET as listDeliveries } from "@/app/api/v1/deliveries/route";
import { seal } from "@/lib/db/secrets/seal";
import { transaction } from "@/lib/db/transaction";
import { ORDINARY } from "@/lib/events/circumstances";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import type { Notice } from "@/lib/events/event";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { LONE_WORKER } from "../support/outbox";
import { TelegramServer } from "../support/telegram";
import { pointTelegramAt } from "../support/telegram-access";
import { WebhookReceiver } from "../support/webhook-receiver";

const CHAT = 4242;
const sealKey = randomBytes(32);

let hub: TestHub;
let fleet: Fleet;
let agent: Agent;
let receiver: WebhookReceiver;
let telegram: TelegramServer;

beforeAll(async () => {
  hub = await TestHub.open();
  agent = guardedAgent({ allow: ["127.0.0.0/8"] });
});
afterAll(async () => {
  await agent.destroy();
  await hub.close();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  receiver = await WebhookReceiver.start();
  telegram = await TelegramServer.start();
  telegram.setChat(CHAT);
});
afterEach(() => Promise.all([receiver.stop(), telegram.stop()]));

const addWebhook = () =>
  fleet.addChannel({ url: receiver.url, secret: seal("sixteen bytes or more", sealKey) });
const addChat = () =>
  fleet.addChannel({ type: "telegram", config: JSON.stringify({ chat_id: CHAT, message_thread_id: null }) });

function record(notice: Pick<Notice, "type" | "facts">): Promise<void> {
  const { database } = hub;
  return transaction(async (tx) => {
    const { nowMs } = await database.engine.openCommit(tx);
    const circumstances = { ...ORDINARY, failedChannelId: notice.facts.channel?.id ?? null };
    const events = [{ ...notice, teamId: fleet.teamId, machineId: null, incidentId: null, circumstances }];
    await recordEvents({ tx, engine: database.engine, events, nowMs });
  }, database);
}

async function pump(): Promise<void> {
  pointTelegramAt({ apiUrl: telegram.url, tokenVariable: telegram.token });
  const transports = { database: hub.database, agent, sealKey };
  const outbox = new Outbox(transports, LONE_WORKER);
  await outbox.pump();
  await outbox.stop();
}

it("reaches programs with its facts and people with its sentence, once", async () => {
  await addWebhook();
  await addChat();
  const message = "The hub has not been able to receive reports since 10:02.";
  const facts = { message, hub: { deaf_from: "2026-03-01T10:02:00.000Z", deaf_until: null, cause: null } };
  await record({ type: "hub.deaf", facts });
  await pump();
  await pump();
  expect(receiver.received.map(({ body }) => body)).toEqual([
    { event: "hub.deaf", id: expect.stringMatching(/^evt_/), timestamp: expect.any(String), ...facts },
  ]);
  expect(telegram.received.map(({ text }) => text)).toEqual([
    `🙉 The hub is not receiving reports\n\n${message}`,
  ]);
  expect(await fleet.told()).toEqual(["hub.deaf delivered", "hub.deaf delivered"]);
});

it("of a failed channel goes to the others, and says in the log why not to that one", async () => {
  const failed = await addWebhook();
  await addChat();
  const facts = { message: "It failed.", channel: { id: failed, name: "ops", type: "webhook" } };
  await record({ type: "channel.failed", facts });
  await pump();
  expect(receiver.received).toEqual([]);
  expect(telegram.received).toHaveLength(1);
  const as = await hub.addPerson({ teamId: fleet.teamId, role: "viewer" });
  const { json } = await hub.call(listDeliveries, { as });
  expect(json.data).toMatchObject([
    { event: "channel.failed", state: "delivered", machine_id: null, incident_id: null },
    { channel_id: failed, state: "suppressed", reason: "channel_failed", reason_text: expect.any(String) },
  ]);
});

it("is recorded even if nobody could be notified", async () => {
  await record({ type: "hub.heard", facts: { message: "It can receive reports again." } });
  expect(await fleet.told()).toEqual(["hub.heard suppressed no_channel"]);
});
