import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as showLink } from "@/app/api/v1/chat-links/[id]/route";
import { POST as makeLink } from "@/app/api/v1/chat-links/route";
import { GET as showTelegram } from "@/app/api/v1/instance/telegram/route";
import type { Database } from "@/lib/db/client";
import { releaseLeases } from "@/lib/db/leases/mutations";
import { hashLinkToken } from "@/lib/notifications/chat-links/link-token";
import { Conflicts } from "@/lib/notifications/telegram-bot/conflicts";
import { handleUpdate } from "@/lib/notifications/telegram-bot/handle-update";
import { TelegramListener } from "@/lib/notifications/telegram-bot/listener";
import { openUpdateOffset } from "@/lib/notifications/telegram-bot/mutations";
import { telegramAccess } from "@/lib/notifications/transports/telegram/access";
import { findListeningProblem, findTokenProblem } from "@/lib/notifications/transports/telegram/find-token";
import { type Person, TestHub } from "../support/hub";
import { TelegramServer } from "../support/telegram";
import { expectLogged } from "../support/watched-log";

expectLogged(/The Telegram bot token is refused/, /Another program receives the Telegram bot's updates/);

const CHAT = 4242;
const GROUP = -1001;
const sealKey = randomBytes(32);

let hub: TestHub;
let telegram: TelegramServer;
let as: Person;
let listeners: TelegramListener[] = [];

beforeAll(async () => {
  telegram = await TelegramServer.start();
  telegram.setChat(CHAT);
  telegram.setChat(GROUP, { kind: "open", topics: [7] });
  process.env.TELEGRAM_API_URL = telegram.url;
  process.env.TELEGRAM_BOT_TOKEN = telegram.token;
  hub = await TestHub.open();
});
beforeEach(async () => {
  const { client } = hub.database;
  await client.team.deleteMany();
  await client.setting.deleteMany();
  await client.lease.deleteMany();
  as = await hub.addPerson({ isInstanceAdmin: true });
});
afterEach(async () => {
  await Promise.all(listeners.map((listener) => listener.stop()));
  listeners = [];
  telegram.updates.hasWebhook = false;
  telegram.received.length = 0;
});
afterAll(async () => {
  await telegram.stop();
  await hub.close();
});

function newListener(workerId: string = randomUUID(), tokenVariable = telegram.token): TelegramListener {
  const access = { ...telegramAccess(), tokenVariable };
  const listener = new TelegramListener({ database: hub.database, sealKey, telegram: access, workerId });
  listeners.push(listener);
  return listener;
}

async function link(body: object = {}) {
  const { status, json } = await hub.call(makeLink, { as, method: "POST", body });
  expect(status).toBe(201);
  return { id: String(json.id), token: new URL(json.url).searchParams.get("start") ?? "", json };
}
const stateOf = async (id: string) => (await hub.call(showLink, { as, params: { id } })).json;
const channels = () => hub.database.client.channel.findMany({ orderBy: { id: "asc" } });
const answered = (words: string) => telegram.waitFor(({ text }) => text.includes(words), 5_000);
const start = (token: string, chatId = CHAT) => telegram.updates.say({ chatId, text: `/start ${token}` });

describe("a link", () => {
  it("turns the chat that answers it into a channel, once, and says so there", async () => {
    await newListener().keepListening();
    const { id, token, json } = await link();
    expect(json.group_url).toBe(`https://t.me/${telegram.username}?startgroup=${token}`);
    expect(await stateOf(id)).toMatchObject({ state: "waiting", chat_name: null, channel_id: null });
    expect(JSON.stringify(await hub.database.client.chatLink.findMany())).not.toContain(token);
    start(token);
    await answered("✅ This chat is linked");
    const [channel] = await channels();
    expect(channel).toMatchObject({ teamId: as.teamId, type: "telegram", name: "Ada Number 4242" });
    expect(JSON.parse(channel?.config ?? "")).toEqual({ chat_id: CHAT, message_thread_id: null });
    expect(await stateOf(id)).toMatchObject({
      state: "linked",
      chat_name: "Ada Number 4242",
      channel_id: channel?.id,
    });
    start(token, GROUP);
    await answered("This link has already been used");
    expect(await channels()).toHaveLength(1);
  });

  it("sent in a topic creates a channel for that topic", async () => {
    await newListener().keepListening();
    const { json } = await link();
    telegram.updates.say({ chatId: GROUP, text: json.command, topic: 7 });
    expect(await answered("✅ This chat is linked")).toMatchObject({ chatId: GROUP, threadId: 7 });
    const [channel] = await channels();
    expect(JSON.parse(channel?.config ?? "")).toEqual({ chat_id: GROUP, message_thread_id: 7 });
  });

  it("sent in the General topic creates a channel for the group", async () => {
    await newListener().keepListening();
    const { json } = await link();
    telegram.updates.say({ chatId: GROUP, text: json.command, topic: 1 });
    expect(await answered("✅ This chat is linked")).toMatchObject({ chatId: GROUP, threadId: null });
    const [channel] = await channels();
    expect(channel?.name).toBe(`Group ${-GROUP}`);
    expect(JSON.parse(channel?.config ?? "")).toEqual({ chat_id: GROUP, message_thread_id: null });
  });

  it("sent in the General topic finds the channel that names it by its number", async () => {
    const config = JSON.stringify({ chat_id: GROUP, message_thread_id: 1 });
    const now = new Date();
    await hub.database.client.channel.create({
      data: {
        ...{ teamId: as.teamId, type: "telegram", name: "Ops", isActive: true, config },
        ...{ createdAt: now, updatedAt: now },
      },
    });
    await newListener().keepListening();
    start((await link()).token, GROUP);
    await answered(", as the channel Ops");
    expect(await channels()).toHaveLength(1);
  });

  it("for an existing channel gives it the chat, and keeps its name", async () => {
    const config = JSON.stringify({ chat_id: 1, message_thread_id: 3 });
    const now = new Date();
    const old = await hub.database.client.channel.create({
      data: {
        ...{ teamId: as.teamId, type: "telegram", name: "Ops", isActive: true, config },
        ...{ failedAt: now, createdAt: now, updatedAt: now },
      },
    });
    await newListener().keepListening();
    const { token } = await link({ channel_id: old.id });
    start(token);
    await answered("✅ This chat is linked");
    const [channel, ...others] = await channels();
    expect(others).toEqual([]);
    expect(channel).toMatchObject({ id: old.id, name: "Ops", failedAt: null });
    expect(JSON.parse(channel?.config ?? "")).toEqual({ chat_id: CHAT, message_thread_id: null });
  });

  it("opened in a chat that the team already has creates no second channel", async () => {
    await newListener().keepListening();
    start((await link()).token);
    await answered("✅ This chat is linked");
    const again = await link();
    start(again.token);
    await answered(", as the channel Ada Number 4242");
    const [channel, ...others] = await channels();
    expect(others).toEqual([]);
    expect(await stateOf(again.id)).toMatchObject({ state: "linked", channel_id: channel?.id });
  });

  it("opened in a chat named like another channel gets a free name", async () => {
    await newListener().keepListening();
    const now = new Date();
    await hub.database.client.channel.create({
      data: {
        ...{ teamId: as.teamId, type: "webhook", name: "Ada Number 4242", isActive: true },
        ...{ config: '{"url":"http://127.0.0.1:9/"}', createdAt: now, updatedAt: now },
      },
    });
    start((await link()).token);
    await answered("✅ This chat is linked");
    expect((await channels()).map(({ name }) => name)).toEqual(["Ada Number 4242", "Ada Number 4242 2"]);
  });

  it("is refused politely if it has expired, or its creator may no longer create it", async () => {
    await newListener().keepListening();
    const { client } = hub.database;
    const late = await link();
    await client.chatLink.updateMany({ data: { expiresAt: new Date() } });
    start(late.token);
    await answered("This link has expired");
    expect(await stateOf(late.id)).toMatchObject({ state: "expired" });
    const { token } = await link();
    await client.membership.updateMany({ data: { role: "member" } });
    start(token);
    await answered("does not know this link");
    expect(await channels()).toEqual([]);
  });

  it("that is malformed is refused to a person, and ignored in a group, which may mean another bot", async () => {
    await newListener().keepListening();
    start("something-else", GROUP);
    start("something-else");
    await answered("does not know this link");
    expect(telegram.received.map(({ chatId }) => chatId)).toEqual([CHAT]);
  });

  it("is only for admins of the team", async () => {
    const { id } = await link();
    const member = await hub.addPerson({ role: "member", teamId: as.teamId });
    expect((await hub.call(makeLink, { as: member, method: "POST", body: {} })).status).toBe(403);
    const stranger = await hub.addPerson();
    expect((await hub.call(showLink, { as: stranger, params: { id } })).status).toBe(404);
    const now = new Date();
    const theirs = await hub.database.client.channel.create({
      data: {
        ...{ teamId: stranger.teamId, type: "telegram", name: "Theirs", isActive: true },
        ...{ config: '{"chat_id":1,"message_thread_id":null}', createdAt: now, updatedAt: now },
      },
    });
    const body = { channel_id: theirs.id };
    expect((await hub.call(makeLink, { as, method: "POST", body })).status).toBe(404);
  });
});

describe("an update", () => {
  const BOT = "bot";
  const said = async () => {
    const { token } = await link();
    const chat = { id: CHAT, type: "private", first_name: "Ada" };
    const update = { update_id: 9, message: { chat, text: `/start ${token}` } };
    await openUpdateOffset(hub.database, { bot: BOT, now: new Date() });
    return { database: hub.database, bot: BOT, update, now: new Date() };
  };
  beforeEach(() => hub.database.client.botInbox.deleteMany());

  it("that two workers get at once is handled by one", async () => {
    const given = await said();
    const replies = await Promise.all([handleUpdate(given), handleUpdate(given)]);
    expect(replies.filter((reply) => reply !== null)).toHaveLength(1);
    expect(await channels()).toHaveLength(1);
  });

  it("whose worker is killed before the end has no effect, and is handled the next time", async () => {
    const given = await said();
    const { client } = hub.database;
    const dying = {
      ...hub.database,
      client: {
        $transaction: (run: (tx: unknown) => Promise<unknown>) =>
          client.$transaction(async (tx) => {
            await run(tx);
            throw new Error("killed");
          }),
      },
    } as unknown as Database;
    await expect(handleUpdate({ ...given, database: dying })).rejects.toThrow("killed");
    expect(await channels()).toEqual([]);
    expect(Number((await client.botInbox.findFirstOrThrow()).nextUpdate)).toBe(0);
    expect(await handleUpdate(given)).not.toBeNull();
    expect(await handleUpdate(given)).toBeNull();
    expect(await channels()).toHaveLength(1);
    expect(Number((await client.botInbox.findFirstOrThrow()).nextUpdate)).toBe(10);
  });

  it("is also received when Telegram restarts its numbers after a quiet week", async () => {
    const weekAgo = new Date(Date.now() - 7 * 86_400_000);
    const listener = newListener();
    await listener.keepListening();
    start((await link()).token);
    await answered("✅ This chat is linked");
    await expect.poll(() => telegram.updates.unconfirmed).toBe(0);
    await listener.stop();
    await hub.database.client.botInbox.updateMany({ data: { movedAt: weekAgo } });
    telegram.updates.restartNumbers(5);
    start((await link()).token);
    await hub.database.client.lease.deleteMany();
    await newListener().keepListening();
    await answered(", as the channel");
  });
});

describe("listening", () => {
  const problem = () => findListeningProblem({ database: hub.database, token: telegram.token });

  it("is one worker's job at a time, and passes to the next", async () => {
    const asked = telegram.updates.asked();
    const first = newListener("first");
    await first.keepListening();
    await asked;
    const { askCount } = telegram.updates;
    const second = newListener("second");
    await second.keepListening();
    await second.stop();
    expect(telegram.updates.askCount).toBe(askCount);
    await first.stop();
    await releaseLeases(hub.database, "first");
    const askedAgain = telegram.updates.asked();
    await newListener("third").keepListening();
    await askedAgain;
  });

  it("ends at once when the worker stops, although Telegram holds the request open", async () => {
    const asked = telegram.updates.asked();
    const listener = newListener();
    await listener.keepListening();
    await asked;
    const stoppedMs = performance.now();
    await listener.stop();
    expect(performance.now() - stoppedMs).toBeLessThan(5_000);
  });

  it("that a webhook on the bot prevents is one problem of the installation, until it is removed", async () => {
    telegram.updates.hasWebhook = true;
    await newListener("first").keepListening();
    await expect.poll(problem).toContain("A webhook is set for this bot");
    const { json } = await hub.call(showTelegram, { as });
    expect(json).toMatchObject({ bot: { username: telegram.username }, listening_problem: await problem() });
    const refused = await hub.call(makeLink, { as, method: "POST", body: {} });
    expect(refused.status).toBe(409);
    expect(refused.json.error.message).toBe(await problem());
    telegram.updates.hasWebhook = false;
    telegram.updates.maxHoldMs = 0;
    await releaseLeases(hub.database, "first");
    await newListener("second").keepListening();
    await expect.poll(problem).toBeNull();
    telegram.updates.maxHoldMs = Number.POSITIVE_INFINITY;
  });

  it("that another program prevents is reported when it happens again", async () => {
    const conflicts = new Conflicts(hub.database);
    const rival = { conflictWith: "listener" as const, token: telegram.token };
    await conflicts.note(rival);
    expect(await problem()).toBeNull();
    await conflicts.note(rival);
    expect(await problem()).toContain("Another program, perhaps another LunaSentri, receives updates");
    await conflicts.noteNone();
    expect(await problem()).not.toBeNull();
  });

  it("stops if the token is refused", async () => {
    const tokenVariable = "123456:AAwrong-wrong-wrong";
    await newListener("first", tokenVariable).keepListening();
    const given = { database: hub.database, sealKey, tokenVariable };
    await expect.poll(() => findTokenProblem(given)).toContain("The Telegram bot token is refused");
  });
});

it("ignores text that is not formed like a link", () => {
  expect(hashLinkToken("lsl_abc")).toBeNull();
});
