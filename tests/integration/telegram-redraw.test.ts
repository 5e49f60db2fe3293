import { randomBytes } from "node:crypto";
import { Agent } from "undici";
import { afterAll, afterEach, describe, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { disabling } from "@/lib/machines/change-mutations";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { TelegramServer } from "../support/telegram";
import { pointTelegramAt } from "../support/telegram-access";

const sealKey = randomBytes(32);
const CHAT = -1001;

let database: Database;
let fleet: Fleet;
let telegram: TelegramServer;
const agent = new Agent({ connect: { timeout: 1_000 } });

afterAll(() => agent.destroy());
it.beforeEach(async ({ database: own, fleet: ownFleet }) => {
  database = own;
  fleet = ownFleet;
  await database.client.lease.deleteMany();
  telegram = await TelegramServer.start({ hasLimits: true });
  telegram.setChat(CHAT);
  const config = JSON.stringify({ chat_id: CHAT, message_thread_id: null });
  await fleet.addChannel({ type: "telegram", config });
});
afterEach(() => telegram.stop());

function newOutbox(): Outbox {
  pointTelegramAt({ apiUrl: telegram.url, tokenVariable: telegram.token });
  return new Outbox({ database, agent, sealKey }, LONE_WORKER);
}

/** A turn of a sender that has just started; what was sent earlier counts as long ago. */
async function turn(): Promise<void> {
  const longAgo = new Date(Date.now() - 3_600_000);
  await database.client.deliveryAttempt.updateMany({ data: { startedAt: longAgo, finishedAt: longAgo } });
  telegram.forgetFlood();
  const outbox = newOutbox();
  await outbox.pump();
  await outbox.stop();
}

async function outages(count: number): Promise<number[]> {
  const machines = await fleet.addMachines(count);
  await fleet.report(machines.map(({ keyId }) => keyId));
  await fleet.hear(10_000);
  await sweepOnce(database);
  return machines.map(({ keyId }) => keyId);
}

const titles = () => telegram.edits.map(({ text }) => text.split("\n")[0]);

describe("an alert message", () => {
  it("is edited as its machines return, after the recoveries were sent, until all are back", async () => {
    const keyIds = await outages(12);
    await turn();
    await turn();
    expect(titles()).toEqual([]);
    await fleet.report(keyIds.slice(0, 9));
    await turn();
    expect(titles()).toEqual([]);
    expect(telegram.received).toHaveLength(2);
    await turn();
    await turn();
    expect(titles()).toEqual(["🔴 3 of 12 machines still offline"]);
    const [edit] = telegram.edits;
    expect(edit?.messageId).toBe(1);
    expect(edit?.marked.filter(({ type }) => type === "strikethrough")).toHaveLength(9);
    expect(edit?.marked.filter(({ type }) => type === "code")).toHaveLength(3);
    expect(edit?.text).toMatch(/ – back online since \d\d:\d\d:\d\d UTC/);
    await fleet.report(keyIds.slice(9));
    await turn();
    await turn();
    await turn();
    expect(titles().slice(1)).toEqual(["✅ All 12 machines are back online"]);
    expect(await database.client.chatMessage.count({ where: { followsUntil: { not: null } } })).toBe(0);
    expect(telegram.received).toHaveLength(3);
  });

  it("for one machine says since when it is back", async () => {
    const keyIds = await outages(1);
    await turn();
    await fleet.report(keyIds);
    await turn();
    await turn();
    expect(titles()).toEqual([expect.stringMatching(/^✅ web-\S+ was offline \(resolved\)$/)]);
    expect(telegram.edits[0]?.text).toMatch(/Back online since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\.$/);
  });

  it("is written and edited in the time zone of its team", async () => {
    await database.client.team.updateMany({ data: { timeZone: "Asia/Kathmandu" } });
    const keyIds = await outages(1);
    await turn();
    await fleet.report(keyIds);
    await turn();
    await turn();
    const texts = [...telegram.received, ...telegram.edits].map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text).toMatch(/\d\d:\d\d:\d\d UTC\+5:45/);
    expect(texts.join()).not.toMatch(/:\d\d UTC\b(?!\+)/);
  });

  it("for a machine that was disabled does not say that it is back", async () => {
    await outages(1);
    await turn();
    const machine = await database.client.machine.findFirstOrThrow({ where: { status: "offline" } });
    await transaction((tx) => disabling(new Date())(tx, [machine]), database);
    await turn();
    await turn();
    expect(titles()).toEqual([expect.stringMatching(/^⚪ web-\S+ was offline \(disabled\)$/)]);
    expect(telegram.edits[0]?.text).toMatch(/Disabled at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\.$/);
    expect(await database.client.chatMessage.count({ where: { followsUntil: { not: null } } })).toBe(0);
  });

  it.each([
    ["was deleted", "Bad Request: message to edit not found"],
    ["cannot be edited", "Bad Request: message can't be edited"],
    ["already shows the same", "Bad Request: message is not modified: specified new message content"],
  ])("that %s is left as it is, and the edit is not retried", async (_, description) => {
    const keyIds = await outages(1);
    await turn();
    await fleet.report(keyIds);
    await turn();
    telegram.plan({ kind: "says", status: 400, description });
    await turn();
    await turn();
    expect(telegram.edits).toEqual([]);
    expect(await fleet.told()).toEqual(["machine.offline delivered", "machine.online delivered"]);
  });

  it("is not edited after two days", async () => {
    const keyIds = await outages(1);
    await turn();
    await database.client.chatMessage.updateMany({ data: { followsUntil: new Date() } });
    await fleet.report(keyIds);
    await turn();
    await turn();
    expect(telegram.edits).toEqual([]);
  });
});

it("for a storm of thirty is sent as two messages and edited within Telegram's limits", async () => {
  const outbox = newOutbox();
  await outages(1);
  await outbox.pump();
  const keyIds = await outages(29);
  await expect
    .poll(
      async () => {
        await outbox.pump();
        return telegram.received.length;
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe(2);
  await fleet.report(keyIds.slice(0, 19));
  await expect
    .poll(
      async () => {
        await outbox.pump();
        return titles();
      },
      { timeout: 40_000, interval: 200 },
    )
    .toContain("🔴 10 of 29 machines still offline");
  await outbox.stop();
  expect(telegram.received).toHaveLength(3);
  expect(telegram.floods).toBe(0);
}, 70_000);
