import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as test } from "@/app/api/v1/channels/[id]/test/route";
import { POST as createChannel, GET as listChannels } from "@/app/api/v1/channels/route";
import { GET as listDeliveries } from "@/app/api/v1/deliveries/route";
import { DELETE as remove, PUT as set, GET as show } from "@/app/api/v1/instance/telegram/route";
import { type Person, TestHub } from "../support/hub";
import { TelegramServer } from "../support/telegram";

let hub: TestHub;
let telegram: TelegramServer;
let as: Person;

beforeAll(async () => {
  telegram = await TelegramServer.start();
  telegram.setChat(4242);
  process.env.TELEGRAM_API_URL = telegram.url;
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  await hub.database.client.setting.deleteMany();
  as = await hub.addPerson({ isInstanceAdmin: true });
});
afterAll(async () => {
  await telegram.stop();
  await hub.close();
});

const put = (token: string) => hub.call(set, { as, method: "PUT", body: { token } });
const addChat = async () => {
  const body = { type: "telegram", name: "Ops", chat_id: 4242 };
  return (await hub.call(createChannel, { as, body })).json;
};

describe("the bot token of the installation", () => {
  it("is checked with Telegram, stored encrypted and never shown", async () => {
    expect((await hub.call(show, { as })).json).toMatchObject({
      source: "none",
      bot: null,
      answer: "not_asked",
      has_setting: false,
    });
    const { status, json } = await put(telegram.token);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      source: "setting",
      has_setting: true,
      bot: { username: telegram.username },
    });
    const answers = [json, (await hub.call(show, { as })).json, await hub.database.client.setting.findMany()];
    expect(JSON.stringify(answers)).not.toContain(telegram.token);
  });

  it("that Telegram refuses is not stored, and Telegram's words are shown", async () => {
    const { status, json } = await put("123456:AAnot-this-one");
    expect(status).toBe(422);
    expect(json.error.fields.token).toMatch(/Unauthorized\.$/);
    expect((await hub.call(show, { as })).json.source).toBe("none");
  });

  it("is stored unchecked while Telegram is unreachable", async () => {
    telegram.plan({ kind: "bad_gateway" }, { kind: "bad_gateway" });
    const { status, json } = await put(telegram.token);
    expect(status).toBe(200);
    expect(json).toMatchObject({ source: "setting", bot: null, answer: "unknown" });
    expect(json.message).toMatch(/HTTP 502.*[^.]\.$/);
    const { bot, answer } = (await hub.call(show, { as })).json;
    expect({ bot, answer }).toEqual({ bot: { username: telegram.username }, answer: "known" });
  });

  it("that Telegram refuses later is said to be refused, in whole sentences", async () => {
    await put(telegram.token);
    telegram.plan({ kind: "says", status: 401, description: "Unauthorized" });
    const { json } = await hub.call(show, { as });
    expect(json).toMatchObject({ bot: null, answer: "refused" });
    expect(json.message).toMatch(/^The token is refused: .* Unauthorized\.$/);
  });

  it("that cannot be read is said not to have been shown to Telegram", async () => {
    await put(telegram.token);
    await hub.database.client.setting.updateMany({ data: { value: "unreadable" } });
    expect((await hub.call(show, { as })).json).toMatchObject({
      source: "setting",
      bot: null,
      answer: "not_asked",
      message: expect.stringContaining("cannot be read"),
    });
  });

  it.each(["", "a/../b", "white space", "x".repeat(300)])("may not be %j", async (token) => {
    expect((await put(token)).status).toBe(422);
  });

  it("makes Telegram channels deliverable, and its removal makes them undeliverable", async () => {
    const { id, problem } = await addChat();
    expect(problem).toContain("No Telegram bot token is set");
    await put(telegram.token);
    expect((await hub.call(listChannels, { as })).json.data[0].problem).toBeNull();
    const call = { as, method: "POST", params: { id: String(id) } };
    expect((await hub.call(test, call)).json).toMatchObject({ ok: true, status: 200 });
    expect(telegram.received.at(-1)?.text).toContain("Test from LunaSentri");
    expect((await hub.call(remove, { as, method: "DELETE" })).status).toBe(204);
    expect((await hub.call(test, call)).json).toEqual({ ok: false, message: problem });
    expect((await hub.call(show, { as })).json).toMatchObject({ source: "none", has_setting: false });
  });

  it("is in no answer and no row, even if Telegram's side echoes it", async () => {
    await put(telegram.token);
    const { id } = await addChat();
    telegram.plan({ kind: "says", status: 500, description: `POST /bot${telegram.token}/sendMessage` });
    const answer = await hub.call(test, { as, method: "POST", params: { id: String(id) } });
    expect(answer.json.message).toContain("POST /bot…/sendMessage");
    const log = await hub.call(listDeliveries, { as });
    const rows = await hub.database.client.deliveryAttempt.findMany();
    const said = JSON.stringify([answer.json, log.json, rows.map(({ message }) => message)]);
    expect(said).not.toContain(telegram.token);
  });

  it("is only for admins of the installation, whatever their role in a team", async () => {
    const other = await hub.addPerson({ role: "admin" });
    const answers = [
      await hub.call(show, { as: other }),
      await hub.call(set, { as: other, method: "PUT", body: { token: telegram.token } }),
      await hub.call(remove, { as: other, method: "DELETE" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await hub.call(show)).status).toBe(401);
    expect(await hub.database.client.setting.count()).toBe(0);
  });
});
