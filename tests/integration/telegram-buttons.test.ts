import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Client, Tx } from "@/lib/db/tx";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { handleUpdate } from "@/lib/notifications/telegram-bot/handle-update";
import { TelegramListener } from "@/lib/notifications/telegram-bot/listener";
import { openUpdateOffset } from "@/lib/notifications/telegram-bot/mutations";
import { telegramAccess } from "@/lib/notifications/transports/telegram/access";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { TelegramServer } from "../support/telegram";
import { expectLogged } from "../support/watched-log";

expectLogged(/Another program receives the Telegram bot's updates/);

const CHAT = -1001;
const ELSEWHERE = 4242;
const sealKey = randomBytes(32);

let hub: TestHub;
let telegram: TelegramServer;
let fleet: Fleet;
let channelId: number;
let listener: TelegramListener;

beforeAll(async () => {
  telegram = await TelegramServer.start();
  telegram.setChat(CHAT);
  telegram.setChat(ELSEWHERE);
  process.env.TELEGRAM_API_URL = telegram.url;
  process.env.TELEGRAM_BOT_TOKEN = telegram.token;
  hub = await TestHub.open();
});
beforeEach(async () => {
  const { client } = hub.database;
  await client.team.deleteMany();
  await client.setting.deleteMany();
  await client.lease.deleteMany();
  telegram.received.length = 0;
  telegram.edits.length = 0;
  fleet = await Fleet.create(hub.database);
  const config = JSON.stringify({ chat_id: CHAT, message_thread_id: null });
  channelId = await fleet.addChannel({ type: "telegram", config });
  listener = new TelegramListener({
    database: hub.database,
    sealKey,
    telegram: telegramAccess(),
    workerId: "listener",
  });
  await listener.keepListening();
});
afterEach(() => listener.stop());
afterAll(async () => {
  await telegram.stop();
  await hub.close();
});

/** A turn of a sender that has just started; what was sent earlier counts as long ago. */
async function turn(): Promise<void> {
  const longAgo = new Date(Date.now() - 3_600_000);
  await hub.database.client.deliveryAttempt.updateMany({
    data: { startedAt: longAgo, finishedAt: longAgo },
  });
  const { agent } = telegramAccess();
  const outbox = new Outbox({ database: hub.database, agent, sealKey }, LONE_WORKER);
  await outbox.pump();
  await outbox.stop();
}

/** This many machines go offline, and the chat is notified; returns their keys. */
async function outages(count: number): Promise<number[]> {
  const machines = await fleet.addMachines(count);
  await fleet.report(machines.map(({ keyId }) => keyId));
  await fleet.hear(10_000);
  await sweepOnce(hub.database);
  await turn();
  return machines.map(({ keyId }) => keyId);
}

/** Presses the button with this label under the latest message. */
async function press(words: string, { chatId = CHAT, name = "Ada" } = {}): Promise<string> {
  const message = telegram.received.at(-1);
  const button = message?.buttons.flat().find(({ text }) => text === words);
  if (message === undefined || button === undefined) throw new Error(`There is no button "${words}"`);
  const from = { first_name: name };
  return telegram.press({ messageId: message.messageId, data: button.data, chatId, from });
}

/** A client whose process is killed before any of its transactions is committed. */
function dyingAtCommit(client: Client): Client {
  const $transaction = (run: (tx: Tx) => Promise<unknown>) =>
    client.$transaction(async (tx) => {
      await run(tx);
      throw new Error("killed");
    });
  return new Proxy(client, {
    get: (target, key) => (key === "$transaction" ? $transaction : Reflect.get(target, key)),
  });
}

/** A client to which a row of this table is not yet visible when it looks for the first time. */
function firstFinds(client: Client, table: "chatMessage", looks: { count: number }): Client {
  const findFirst = (...given: Parameters<Client["chatMessage"]["findFirst"]>) =>
    looks.count++ === 0 ? Promise.resolve(null) : client.chatMessage.findFirst(...given);
  const rows = new Proxy(client[table], {
    get: (target, key) => (key === "findFirst" ? findFirst : Reflect.get(target, key)),
  });
  return new Proxy(client, { get: (target, key) => (key === table ? rows : Reflect.get(target, key)) });
}

const held = () =>
  hub.database.client.acknowledgement.findMany({
    where: { holdsFor: { not: null } },
    orderBy: { incidentId: "asc" },
  });
const buttons = (message: { buttons: { text: string }[][] } | undefined) =>
  message?.buttons.flat().map(({ text }) => text);

describe("a button under an outage", () => {
  it("acknowledges for the person who presses, once, and the message says who", async () => {
    await outages(1);
    expect(buttons(telegram.received[0])).toEqual(["Acknowledge", "Snooze 1h"]);
    expect(await press("Acknowledge")).toBe("Acknowledged");
    expect(await press("Acknowledge", { name: "Grace" })).toMatch(
      /^Ada \(Telegram\) already acknowledged this/,
    );
    expect(await held()).toMatchObject([
      { userId: null, name: "Ada (Telegram)", via: "telegram", until: null },
    ]);
    await turn();
    expect(telegram.edits.map(({ text }) => text.split("\n").at(-1))).toEqual([
      "👤 Acknowledged by Ada (Telegram).",
    ]);
    expect(buttons(telegram.edits[0])).toEqual([]);
    expect(telegram.received).toHaveLength(1);
  });

  it("works although it is pressed before the hub has recorded the message", async () => {
    await outages(1);
    await hub.database.client.delivery.updateMany({ data: { state: "sending" } });
    const looks = { count: 0 };
    const client = firstFinds(hub.database.client, "chatMessage", looks);
    await openUpdateOffset(hub.database, { bot: "quick", now: new Date() });
    const message = { message_id: telegram.received[0]?.messageId, chat: { id: CHAT, type: "supergroup" } };
    const callback_query = { id: "1", from: { id: 1, first_name: "Ada" }, message, data: "acknowledge" };
    const update = { update_id: 9, callback_query };
    const database = { ...hub.database, client };
    const reply = await handleUpdate({ database, bot: "quick", update, now: new Date() });
    expect(reply).toMatchObject({ kind: "press", words: "Acknowledged" });
    expect(looks.count).toBe(2);
  });

  it("snoozes it for an hour", async () => {
    await outages(1);
    expect(await press("Snooze 1h")).toMatch(/^Snoozed for 1h/);
    const [one] = await held();
    expect(Number(one?.until) - Date.now()).toBeGreaterThan(3_590_000);
    await turn();
    expect(telegram.edits[0]?.text).toContain("👤 Snoozed by Ada (Telegram) until ");
    expect(buttons(telegram.edits[0])).toEqual(["Acknowledge", "Snooze 1h"]);
  });

  it("says that the machine is already back, and since when", async () => {
    const keyIds = await outages(1);
    await fleet.report(keyIds);
    expect(await press("Acknowledge")).toMatch(/^Back online since \d\d:\d\d UTC$/);
    expect(await held()).toEqual([]);
  });

  it("acknowledges a whole burst, except machines that are back", async () => {
    const keyIds = await outages(12);
    expect(buttons(telegram.received[0])).toEqual(["Acknowledge all"]);
    await fleet.report(keyIds.slice(0, 2));
    expect(await press("Acknowledge all")).toBe("Acknowledged 10 of 12; 2 already back online");
    expect(await held()).toHaveLength(10);
  });

  it("does nothing for a chat that is not a channel of the team", async () => {
    await outages(1);
    expect(await press("Acknowledge", { chatId: ELSEWHERE })).toMatch(/^This button no longer works/);
    const config = JSON.stringify({ chat_id: ELSEWHERE, message_thread_id: null });
    await hub.database.client.channel.update({ where: { id: channelId }, data: { config } });
    expect(await press("Acknowledge")).toMatch(/^This button no longer works/);
    await hub.database.client.channel.delete({ where: { id: channelId } });
    expect(await press("Acknowledge")).toMatch(/^This button no longer works/);
    expect(await held()).toEqual([]);
  });

  it("acts once, although its worker was killed and two others then handle it at the same moment", async () => {
    await outages(1);
    await listener.stop();
    const { client } = hub.database;
    const message = { message_id: telegram.received[0]?.messageId, chat: { id: CHAT, type: "supergroup" } };
    // Of all that can be pressed only this would change something again: its end, and the incident's history.
    const callback_query = { id: "1", from: { id: 1, first_name: "Ada" }, message, data: "snooze" };
    await openUpdateOffset(hub.database, { bot: "bot", now: new Date() });
    const given = {
      database: hub.database,
      bot: "bot",
      update: { update_id: 9, callback_query },
      now: new Date(),
    };
    const dying = { ...hub.database, client: dyingAtCommit(client) };
    await expect(handleUpdate({ ...given, database: dying })).rejects.toThrow("killed");
    const replies = await Promise.all([handleUpdate(given), handleUpdate(given)]);
    expect(replies.filter((reply) => reply !== null)).toMatchObject([{ kind: "press", pressId: "1" }]);
    expect(await handleUpdate(given)).toBeNull();
    expect(await client.acknowledgement.count()).toBe(1);
  });

  it("is missing under a recovery, and while nobody listens", async () => {
    const keyIds = await outages(1);
    await fleet.report(keyIds);
    await turn();
    expect(buttons(telegram.received[1])).toEqual([]);
    await listener.stop();
    telegram.updates.hasWebhook = true;
    await hub.database.client.lease.deleteMany();
    listener = new TelegramListener({
      database: hub.database,
      sealKey,
      telegram: telegramAccess(),
      workerId: "second",
    });
    await listener.keepListening();
    await expect.poll(() => hub.database.client.setting.count()).toBe(1);
    await outages(1);
    expect(buttons(telegram.received[2])).toEqual([]);
    telegram.updates.hasWebhook = false;
  });
});
