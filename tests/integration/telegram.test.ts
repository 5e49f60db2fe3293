import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { Agent } from "undici";
import { afterAll, afterEach, describe, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { seal } from "@/lib/db/secrets/seal";
import { AS_SENT } from "@/lib/notifications/messages/incident-status";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { placeOf } from "@/lib/notifications/transports/recipient";
import { sendTold } from "@/lib/notifications/transports/send";
import { findTokenProblem } from "@/lib/notifications/transports/telegram/find-token";
import { storeToken } from "@/lib/notifications/transports/telegram/mutations";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { type TelegramFault, TelegramServer } from "../support/telegram";
import { pointTelegramAt } from "../support/telegram-access";
import { expectLogged } from "../support/watched-log";

expectLogged(/The Telegram bot token is refused/, /Events cannot be read by this version/);

const sealKey = randomBytes(32);
const CHAT = 4242;

let database: Database;
let fleet: Fleet;
let telegram: TelegramServer;
const agent = new Agent({ connect: { timeout: 1_000 } });

afterAll(() => agent.destroy());
it.beforeEach(async ({ database: own, fleet: ownFleet }) => {
  database = own;
  fleet = ownFleet;
  await database.client.setting.deleteMany();
  await database.client.lease.deleteMany();
  telegram = await TelegramServer.start();
  telegram.setChat(CHAT);
  pointAt();
});
afterEach(() => telegram.stop());

const pointAt = (tokenVariable: string | null = telegram.token) =>
  pointTelegramAt({ apiUrl: telegram.url, tokenVariable });

/** A sender that has just started. */
function newOutbox(tokenVariable?: string | null): Outbox {
  pointAt(tokenVariable);
  return new Outbox({ database, agent, sealKey }, LONE_WORKER);
}

/** Sends everything that may be sent at this moment; what was sent earlier counts as long ago. */
async function pump(tokenVariable?: string | null): Promise<void> {
  const longAgo = new Date(Date.now() - 3_600_000);
  await database.client.deliveryAttempt.updateMany({ data: { startedAt: longAgo, finishedAt: longAgo } });
  const outbox = newOutbox(tokenVariable);
  await outbox.pump();
  await outbox.stop();
}

async function makeDue(): Promise<void> {
  await database.client.delivery.updateMany({
    where: { state: "pending" },
    data: { nextAttemptAt: new Date(0) },
  });
}

const addChat = (chat_id: number | string = CHAT, message_thread_id: number | null = null) =>
  fleet.addChannel({ type: "telegram", config: JSON.stringify({ chat_id, message_thread_id }) });

async function outages(count: number): Promise<{ machineId: number; keyId: number }[]> {
  const machines = await fleet.addMachines(count);
  await fleet.report(machines.map(({ keyId }) => keyId));
  await fleet.hear(10_000);
  while ((await sweepOnce(database)).length > 0);
  return machines;
}

async function outage(): Promise<{ machineId: number; keyId: number }> {
  const [machine] = await outages(1);
  if (machine === undefined) throw new Error("no machine was added");
  return machine;
}

const titles = () => telegram.received.map(({ text }) => text.split("\n")[0]?.replace(/web-\S+/, "web-…"));
const messages = async () =>
  (
    await database.client.deliveryAttempt.findMany({ orderBy: [{ deliveryId: "asc" }, { number: "asc" }] })
  ).map(({ message }) => message);

describe("a Telegram channel", () => {
  it("gets an outage once and its recovery once", async () => {
    await addChat();
    const { machineId, keyId } = await outage();
    await pump();
    await pump();
    expect(titles()).toEqual(["🔴 web-… is offline"]);
    await fleet.report([keyId]);
    await pump();
    await pump();
    expect(titles()).toEqual(["🔴 web-… is offline", "🟢 web-… is back online"]);
    const { name } = await database.client.machine.findUniqueOrThrow({ where: { id: machineId } });
    expect(telegram.received[0]?.marked).toEqual([
      { type: "bold", words: "🔴 " },
      { type: "code", words: name },
      { type: "bold", words: " is offline" },
    ]);
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online delivered"]);
  });

  it("may be a topic of a group, or a public channel by its name", async () => {
    telegram.setChat(-1001, { kind: "open", topics: [7] }, "@lunasentri_status");
    await addChat(-1001, 7);
    await addChat("@lunasentri_status");
    await outage();
    await pump();
    expect(telegram.received.map(({ chatId, threadId }) => [chatId, threadId])).toEqual(
      expect.arrayContaining([
        [-1001, 7],
        [-1001, null],
      ]),
    );
  });

  it("has a message that Telegram accepted in an answer which was cut off", async () => {
    await addChat();
    telegram.plan({ kind: "cut_answer" });
    await outage();
    await pump();
    await makeDue();
    await pump();
    expect(titles()).toEqual(["🔴 web-… is offline"]);
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
    expect(await database.client.chatMessage.count()).toBe(0);
  });

  it("may be the General topic of a group, which Telegram does not want to be named", async () => {
    telegram.setChat(-1001, { kind: "open", topics: [7] });
    await addChat(-1001, 1);
    const { keyId } = await outage();
    await pump();
    await fleet.report([keyId]);
    await pump();
    expect(telegram.received.map(({ chatId, threadId }) => [chatId, threadId])).toEqual([
      [-1001, null],
      [-1001, null],
    ]);
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online delivered"]);
  });

  it.each([
    ["whose person blocked the bot", { kind: "forbidden", description: "bot was blocked by the user" }],
    [
      "that the bot was kicked from",
      { kind: "forbidden", description: "bot was kicked from the group chat" },
    ],
    ["that does not exist", null],
  ] as const)("%s stops at once, and takes its recovery with it", async (_, chat) => {
    if (chat !== null) telegram.setChat(CHAT, chat);
    await addChat(chat === null ? 77 : CHAT);
    const { keyId } = await outage();
    await pump();
    await fleet.report([keyId]);
    await pump();
    expect(await fleet.told()).toEqual([
      "machine.offline dead refused",
      "channel.failed suppressed channel_failed",
      "machine.online suppressed offline_not_told",
    ]);
    expect((await messages())[0]).toContain(chat?.description ?? "chat not found");
    expect(telegram.sendCount).toBe(1);
  });

  it("that became a supergroup is followed there, and its channel is updated", async () => {
    telegram.setChat(-55, { kind: "migrated", to: -100_55 });
    telegram.setChat(-100_55);
    const id = await addChat(-55);
    await outage();
    await pump();
    expect(telegram.received.map(({ chatId }) => chatId)).toEqual([-100_55]);
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
    const { config } = await database.client.channel.findUniqueOrThrow({ where: { id } });
    expect(JSON.parse(config)).toEqual({ chat_id: -100_55, message_thread_id: null });
  });
});

describe("an attempt", () => {
  const faults: [string, TelegramFault, string][] = [
    ["a broken connection", { kind: "reset" }, "closed the connection"],
    ["a proxy's error page", { kind: "bad_gateway" }, "HTTP 502"],
    ["Telegram's own trouble", { kind: "says", status: 500, description: "Internal" }, "HTTP 500): Internal"],
    ["an unknown refusal", { kind: "says", status: 400, description: "Bad Request: odd" }, "odd"],
  ];
  it.each(faults)("that meets %s is retried", async (_, fault, message) => {
    await addChat();
    await outage();
    telegram.plan(fault);
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline pending"]);
    expect((await messages())[0]).toContain(message);
    await makeDue();
    await pump();
    expect(titles()).toEqual(["🔴 web-… is offline"]);
  });

  it("waits as long as Telegram asks", async () => {
    await addChat();
    await outage();
    telegram.plan({ kind: "flood", retryAfterS: 3_600 });
    await pump();
    const { nextAttemptAt } = await database.client.delivery.findFirstOrThrow();
    expect(Number(nextAttemptAt) - Date.now()).toBeGreaterThan(3_500_000);
    expect(telegram.received).toEqual([]);
  });
});

describe("a burst", () => {
  it("of two hundred machines within ten seconds is two messages that name or count all, and no 429", async () => {
    const limited = await TelegramServer.start({ hasLimits: true });
    for (const chat of [CHAT, -1001]) {
      limited.setChat(chat);
      await addChat(chat);
    }
    const hubUrl = "https://hub.example.org";
    pointTelegramAt({ apiUrl: limited.url, tokenVariable: limited.token });
    const outbox = new Outbox({ database, agent, sealKey }, { ...LONE_WORKER, url: hubUrl });
    await outages(1);
    await outbox.pump();
    for (const count of [20, 60, 119]) {
      await outages(count);
      await outbox.pump();
    }
    await expect
      .poll(
        async () => {
          await outbox.pump();
          return database.client.delivery.count({ where: { state: "delivered" } });
        },
        { timeout: 25_000, interval: 500 },
      )
      .toBe(400);
    await outbox.stop();
    await limited.stop();
    expect(limited.sendCount).toBe(limited.received.length);
    for (const chat of [CHAT, -1001]) {
      const [first, second, ...others] = limited.received.filter(({ chatId }) => chatId === chat);
      expect(others).toEqual([]);
      expect(first?.text).toMatch(/^🔴 web-\S+ is offline/);
      expect(second?.text).toContain("🔴 199 machines offline");
      const named = second?.marked.filter(({ type }) => type === "code").length ?? 0;
      expect(second?.text).toContain(`…and ${199 - named} more: ${hubUrl}/machines?status=offline`);
    }
    expect(await database.client.deliveryAttempt.count()).toBe(400);
  }, 60_000);

  it("pauses for the whole chat if Telegram asks for it, and for no other", async () => {
    telegram.setChat(43);
    await addChat();
    await outage();
    telegram.plan({ kind: "flood", retryAfterS: 3_600 });
    await pump();
    await addChat(43);
    await outage();
    await pump();
    expect(telegram.received.map(({ chatId }) => chatId)).toEqual([43]);
    expect(telegram.sendCount).toBe(2);
  });

  it("that has waited for long is summarised for its chat", async () => {
    await addChat();
    const machines = await outages(12);
    await fleet.report(machines.slice(0, 4).map(({ keyId }) => keyId));
    await pump();
    expect(telegram.received).toHaveLength(1);
    expect(telegram.received[0]?.text).toMatch(
      /^🔴 8 machines offline: All 12 machines went silent together\n[\s\S]+\n\n🟢 4 machines back online\n/,
    );
    expect(await database.client.delivery.count({ where: { state: "delivered" } })).toBe(16);
  });

  it("may contain more machines than a statement has parameters", async () => {
    await addChat();
    await outages(1_200);
    await pump();
    expect(telegram.received.map(({ text }) => text.split(":")[0])).toEqual(["🔴 1200 machines offline"]);
    expect(await database.client.delivery.count({ where: { state: "delivered" } })).toBe(1_200);
  });

  it("contains no recovery of an outage that was not sent", async () => {
    const id = await addChat();
    const machines = await outages(3);
    await database.client.channel.update({ where: { id }, data: { events: '["machine.online"]' } });
    await fleet.report(machines.map(({ keyId }) => keyId));
    await pump();
    await pump();
    expect(telegram.received).toEqual([]);
    expect(await database.client.delivery.count({ where: { state: "suppressed" } })).toBe(6);
  });

  it("is sent by one worker at a time", async () => {
    await addChat();
    const first = new Outbox({ database, agent, sealKey }, { url: null, workerId: "first" });
    const second = new Outbox({ database, agent, sealKey }, { url: null, workerId: "second" });
    await first.pump();
    await outage();
    await second.pump();
    await second.stop();
    expect(telegram.sendCount).toBe(0);
    await first.pump();
    await first.stop();
    expect(titles()).toEqual(["🔴 web-… is offline"]);
  });
});

describe("the bot token", () => {
  it("may be set later: what happened meanwhile is then sent at once", async () => {
    await addChat();
    await outage();
    await pump(null);
    expect(await fleet.told()).toEqual(["machine.offline pending"]);
    expect(await messages()).toEqual([]);
    expect(telegram.sendCount).toBe(0);
    await storeToken(database, { sealed: seal(telegram.token, sealKey), now: new Date() });
    await pump(null);
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
  });

  it("in the variable takes precedence over the one entered", async () => {
    await storeToken(database, { sealed: seal("1:entered-but-not-used", sealKey), now: new Date() });
    await addChat();
    await outage();
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline delivered"]);
  });

  it.each([
    ["wrong", "123456:AAwrong-wrong-wrong", "Unauthorized"],
    ["of no bot at all", "nonsense", "Not Found"],
  ])(
    "that is %s is one problem of the hub: nothing is given up, and nothing counts as attempted",
    async (_, token, words) => {
      telegram.setChat(43);
      await addChat();
      await addChat(43);
      await outage();
      await pump(token);
      const { sendCount } = telegram;
      await outage();
      await pump(token);
      expect(telegram.sendCount).toBe(sendCount);
      expect(await database.client.delivery.count({ where: { state: "pending", attemptCount: 0 } })).toBe(4);
      expect(await messages()).toEqual([]);
      const problem = await findTokenProblem({ database, sealKey, tokenVariable: token });
      expect(problem).toMatch(/^The Telegram bot token is refused/);
      expect(problem).toContain(words);
      expect(JSON.stringify(await database.client.setting.findMany())).not.toContain(token);
      await pump();
      expect(await database.client.delivery.count({ where: { state: "delivered" } })).toBe(4);
    },
  );

  it("that Telegram accepts again lets everything be sent without further action", async () => {
    const { token } = telegram;
    telegram.token = `${token}x`;
    await addChat();
    await outage();
    await pump(token);
    telegram.token = token;
    await pump(token);
    expect(titles()).toEqual(["🔴 web-… is offline"]);
    expect(await findTokenProblem({ database, sealKey, tokenVariable: token })).toBeNull();
  });

  it("that is missing for 25 hours gives up what is waiting", async () => {
    await addChat();
    await outage();
    await database.client.delivery.updateMany({ data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
    await pump(null);
    expect(await fleet.told()).toEqual([
      "machine.offline dead expired",
      "channel.failed suppressed channel_failed",
    ]);
  });

  it("is never in a row, whatever a server in between echoes", async () => {
    await addChat();
    const description = `no route for /bot${telegram.token}/sendMessage (${encodeURIComponent(telegram.token)})`;
    await outage();
    telegram.plan({ kind: "says", status: 500, description });
    await pump();
    expect((await messages())[0]).toContain("no route for /bot…/sendMessage (…)");
  });
});

describe("what this worker cannot read, as a newer one beside it may write", () => {
  const unreadable: [string, object][] = [
    ["an event of an unknown type", { type: "machine.vanished" }],
    ["facts of another shape", { facts: '{"machine":7}' }],
  ];
  it.each(unreadable)(
    "%s waits with what follows it, and the others are sent without it",
    async (_, change) => {
      await addChat();
      const [first] = await outages(3);
      if (first === undefined) throw new Error("no machine was added");
      const event = await database.client.event.findFirstOrThrow({ where: { machineId: first.machineId } });
      await database.client.event.update({ where: { id: event.id }, data: change });
      await fleet.report([first.keyId]);
      await pump();
      expect(telegram.received.map(({ text }) => text.split("\n")[0])).toEqual(["🔴 2 machines offline"]);
      expect(await fleet.told(first.machineId)).toEqual([
        "machine.offline pending",
        "machine.online pending",
      ]);
      const waiting = await database.client.delivery.findMany({ where: { machineId: first.machineId } });
      expect(waiting.map(({ attemptCount, leaseToken }) => [attemptCount, leaseToken])).toEqual([
        [0, null],
        [0, null],
      ]);
      const { type, facts } = event;
      await database.client.event.update({ where: { id: event.id }, data: { type: String(type), facts } });
      await makeDue();
      await pump();
      expect(telegram.received[1]?.text).toMatch(/is back online\n\nIt was offline for .+\.$/);
      expect(await fleet.told(first.machineId)).toEqual([
        "machine.offline delivered",
        "machine.online delivered",
      ]);
    },
  );

  it("does not hold back anything of its machine that comes before it", async () => {
    await addChat();
    const { machineId, keyId } = await outage();
    await fleet.report([keyId]);
    await database.client.event.updateMany({ where: { type: "machine.online" }, data: { facts: "{}" } });
    await pump();
    expect(await fleet.told(machineId)).toEqual(["machine.offline delivered", "machine.online pending"]);
  });

  it("is not claimed again before its time, however many turns there are", async () => {
    await addChat();
    await outages(2);
    await database.client.event.updateMany({ data: { facts: "{}" } });
    const isAside = { leaseToken: null, nextAttemptAt: { gt: new Date(Date.now() + 1_000) } };
    const rows = () => database.client.delivery.findMany({ orderBy: { id: "asc" }, take: 2 });
    const outbox = newOutbox();
    await outbox.pump();
    await expect.poll(() => database.client.delivery.count({ where: isAside })).toBe(2);
    const before = await rows();
    await outage();
    for (let look = 0; look < 5; look++) await outbox.pump();
    await expect.poll(() => database.client.delivery.count({ where: { state: "delivered" } })).toBe(1);
    await outbox.stop();
    expect(await rows()).toEqual(before);
  });

  it("a channel of an unknown shape holds back its own deliveries and no other chat's", async () => {
    const id = await addChat();
    telegram.setChat(43);
    await addChat(43);
    await outage();
    await database.client.channel.update({ where: { id }, data: { config: '{"room":"alerts"}' } });
    await pump();
    expect(telegram.received.map(({ chatId }) => chatId)).toEqual([43]);
    expect(await fleet.told()).toEqual(["machine.offline pending", "machine.offline delivered"]);
  });

  it("is given up after 25 hours, without its channel counting as failed", async () => {
    const id = await addChat();
    await outage();
    await database.client.event.updateMany({ data: { facts: "{}" } });
    await database.client.delivery.updateMany({ data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline dead unreadable"]);
    expect(await database.client.channel.findUnique({ where: { id } })).toMatchObject({ failedAt: null });
  });
});

describe("an outage that ended before its alert could be sent", () => {
  it("is sent as one message, and both are recorded", async () => {
    await addChat();
    const { keyId } = await outage();
    telegram.plan({ kind: "reset" });
    await pump();
    await fleet.report([keyId]);
    await makeDue();
    await pump();
    await pump();
    expect(telegram.received).toHaveLength(1);
    expect(telegram.received[0]?.text).toMatch(/is back online\n\nIt was offline for .+\.$/);
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online delivered"]);
    const rows = await database.client.delivery.findMany({
      include: { attempts: true },
      orderBy: { id: "asc" },
    });
    expect(rows.map(({ attempts }) => attempts.length)).toEqual([2, 1]);
  });

  it("keeps waiting as two if the one message cannot be sent", async () => {
    await addChat();
    const { keyId } = await outage();
    await fleet.report([keyId]);
    telegram.plan({ kind: "reset" });
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline pending", "machine.online pending"]);
  });

  it("is sent alone if the channel has not chosen recoveries", async () => {
    const id = await addChat();
    const { keyId } = await outage();
    await fleet.report([keyId]);
    await database.client.channel.update({ where: { id }, data: { events: '["machine.offline"]' } });
    await pump();
    await pump();
    expect(titles()).toEqual(["🔴 web-… is offline"]);
    expect(await fleet.told()).toEqual([
      "machine.offline delivered",
      "machine.online suppressed event_not_chosen",
    ]);
  });

  it("is not recorded by a worker whose claim was taken over", async () => {
    await addChat();
    const { keyId } = await outage();
    await fleet.report([keyId]);
    telegram.plan({ kind: "hang" });
    const slow = new Outbox({ database, agent, sealKey }, LONE_WORKER);
    await slow.pump();
    await expect.poll(() => telegram.sendCount).toBe(1);
    await database.client.delivery.updateMany({
      where: { state: "sending" },
      data: { leaseUntil: new Date(Date.now() - 1) },
    });
    await pump();
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online delivered"]);
    telegram.dropConnections();
    await slow.stop();
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online delivered"]);
    expect(telegram.received).toHaveLength(1);
  });
});

it("whatever a machine is called, Telegram accepts the message", async () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc.string({ unit: "grapheme", maxLength: 400 }),
    fc.constantFrom(
      "",
      " ",
      "\u200b",
      "<b>&amp;",
      "@everyone /start #x",
      "👩‍👩‍👧‍👦".repeat(80),
      `e${"\u0301".repeat(900)}`,
    ),
  );
  const time = fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true });
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        name: text,
        hostname: text,
        from: time,
        to: time,
        isOver: fc.boolean(),
        isReplay: fc.boolean(),
      }),
      async ({ name, hostname, from, to, isOver, isReplay }) => {
        const facts = {
          machine: {
            id: 1,
            name,
            hostname,
            description: "",
            status: isOver ? ("online" as const) : ("offline" as const),
            last_seen: from.toISOString(),
          },
          incident: {
            id: 1,
            started_at: from.toISOString(),
            detected_at: from.toISOString(),
            resolved_at: isOver ? to.toISOString() : null,
            offline_after_ms: 120_000,
          },
        };
        const event = isOver ? ("machine.online" as const) : ("machine.offline" as const);
        const message = {
          kind: "machine" as const,
          id: randomUUID(),
          event,
          occurredAt: to,
          facts,
          recovery: null,
          zone: "UTC",
          isReplay,
        };
        const result = await sendTold({
          transports: { database, agent, sealKey },
          channel: {
            id: 1,
            place: placeOf({ type: "telegram", config: JSON.stringify({ chat_id: CHAT }) }),
            sealedSecret: null,
            oldSecret: null,
          },
          told: { messages: [message], incidentStatuses: AS_SENT, key: "msg_1", hubUrl: null, now: to },
          notAfterMs: Number.POSITIVE_INFINITY,
        });
        expect(result).toMatchObject({ kind: "delivered" });
      },
    ),
    { numRuns: 300 },
  );
});
