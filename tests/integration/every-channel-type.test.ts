import { randomBytes } from "node:crypto";
import { MockAgent } from "undici";
import { describe, expect, vi } from "vitest";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { refuseForbiddenAddress } from "@/lib/notifications/channels/refuse-forbidden-address";
import type { ChannelType, Told } from "@/lib/notifications/messages/channel-type";
import { AS_SENT } from "@/lib/notifications/messages/incident-status";
import { clip } from "@/lib/notifications/messages/words/clip";
import { measure } from "@/lib/notifications/messages/words/measure";
import { CHANNEL_TYPES } from "@/lib/notifications/transports/registry";
import { sealSecrets } from "@/lib/notifications/transports/secrets";
import { sendTold } from "@/lib/notifications/transports/send";
import { telegramAccess } from "@/lib/notifications/transports/telegram/access";
import { exampleChannel, exampleOf } from "../support/example-of";
import { it } from "../support/fixtures";
import { asMailAnswer, asRequest, type SentMail } from "../support/mail/catch-mail";
import { readBody } from "../support/request-body";
import { EVERY_MESSAGE, HOSTILE_NAMES, machineMessage, noticeMessage } from "../support/told-examples";

vi.mock("@/lib/notifications/transports/registry", async (original) =>
  (await import("../support/all-types")).withPager(original),
);
const logs = vi.hoisted((): string[] => []);
vi.mock("@/lib/base/logger", async () => {
  const { catchLogs } = await import("../support/all-types");
  return { logger: catchLogs(logs) };
});

// The one type that is no HTTP: its mail is caught where it leaves for the network (own-mail.test.ts goes on from there).
const mail = vi.hoisted((): { caught: (sent: SentMail) => object } => ({ caught: () => ({}) }));
vi.mock("@/lib/http/mail/send-mail", () => ({ sendMail: async (sent: SentMail) => mail.caught(sent) }));

const BOT_TOKEN = "123456789:AAE-planted-b0t-t0ken";
const now = new Date("2026-03-01T12:05:00.000Z");
const sealKey = randomBytes(32);

let database: Database;
let agent: MockAgent;
let sent: { url: string; headers: Record<string, string>; body: string }[];
let answer: { status: number; body: string } | Error;

it.beforeEach(({ database: own }) => {
  database = own;
  sent = [];
  logs.length = 0;
  answer = { status: 200, body: "{}" };
  agent = new MockAgent();
  agent.disableNetConnect();
  agent
    .get(/.*/)
    .intercept({ path: () => true, method: () => true })
    .reply(({ origin, path, headers, body }) => {
      const read = Object.fromEntries(new Headers(headers as Record<string, string>));
      sent.push({ url: `${origin}${path}`, headers: read, body: String(body ?? "") });
      if (answer instanceof Error) throw answer;
      return { statusCode: answer.status, data: answer.body };
    })
    .persist();
  mail.caught = (given) => {
    sent.push(asRequest(given));
    return asMailAnswer(answer);
  };
  Object.assign(telegramAccess(), { agent, apiUrl: "https://api.telegram.test", tokenVariable: BOT_TOKEN });
  return () => agent.close();
});

const textsIn = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values(value ?? {}).flatMap(textsIn);

async function channelOf(type: ChannelType) {
  const { config, secrets } = await exampleChannel(type);
  const planted = [...textsIn(secrets), ...(type.instance ? [BOT_TOKEN] : [])];
  const channel = {
    id: 1,
    place: { type, config, clearSecrets: {} },
    sealedSecret: sealSecrets(secrets, sealKey),
    oldSecret: null,
  };
  return { channel, config, planted };
}

async function send(type: ChannelType, messages: Told["messages"]) {
  const { channel } = await channelOf(type);
  const told = { messages, incidentStatuses: AS_SENT, key: "msg_1", hubUrl: "https://hub.example.org", now };
  return sendTold({
    transports: { database, agent, sealKey },
    channel,
    told,
    notAfterMs: Number.POSITIVE_INFINITY,
  });
}

/** The texts for people that were sent. */
async function textsOf(type: ChannelType): Promise<string[]> {
  const { textOf } = await exampleOf(type.type);
  return sent.flatMap(({ body, headers }) => textOf(readBody(body, headers)) ?? []);
}

// In the forms in which addresses get past those who only look at them.
const INNER_HOSTS = [
  "169.254.169.254",
  "127.0.0.1:6379",
  "[::1]",
  "[::ffff:10.0.0.1]",
  "2130706433",
  "0x7f.1",
];

/** What a receiver may answer to say this, in every form in which some type finds its words. */
const answersSaying = (said: string) => [
  said,
  JSON.stringify({ ok: false, description: said, error: said }),
  JSON.stringify({ id: said, message: said, errcode: "M_UNKNOWN", code: 1, msg: said, errors: [said] }),
  JSON.stringify({ result: "error", status: said, code: said, msg: said, errors: [said] }),
  JSON.stringify({ success: false, error: { code: said, message: said, status: said } }),
];

/** A secret and, if it is an address, the part that gives it away. */
const giveaways = (secret: string) =>
  URL.canParse(secret) && /^https?:/.test(secret) ? [secret, new URL(secret).pathname] : [secret];

describe.each(CHANNEL_TYPES.map((type) => [type.label, type] as const))("%s", (_, type) => {
  it("has the same name in the API, the database and its folder", async () => {
    expect(type.type).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(CHANNEL_TYPES.filter((other) => other.type === type.type)).toEqual([type]);
    await exampleOf(type.type);
  });

  it("has no secret in its config, masked address, destination and pace key", async () => {
    const { config, planted } = await channelOf(type);
    const shown = [
      JSON.stringify(config),
      type.masked(config),
      type.destination(config),
      type.paceKey(config),
    ];
    for (const secret of planted.flatMap(giveaways)) expect(shown.join("\n")).not.toContain(secret);
    expect(type.masked(config)).not.toMatch(/[\r\n]/);
  });

  it.each(INNER_HOSTS)("refuses the address %s, if it takes any", async (host) => {
    const { fields } = await exampleOf(type.type);
    const { urlField } = type;
    const addresses = Object.entries(fields).filter(([, value]) =>
      /^(https?|smtps?):\/\//.test(String(value)),
    );
    expect(addresses.map(([field]) => field)).toEqual(urlField === undefined ? [] : [urlField]);
    for (const [field, address] of addresses) {
      const url = new URL(String(address));
      url.host = host;
      const read = z.object(type.fields).safeParse({ ...fields, [field]: url.toString() });
      // A type that knows its service's hosts takes no other one.
      if (read.success)
        expect(() => refuseForbiddenAddress({ type, fields: read.data, allow: [] })).toThrow(
          /private|link-local/,
        );
      else expect(read.error.issues[0]?.path).toEqual([field]);
    }
  });

  it("keeps attempts short enough for a lease, and gathers only if it says so", () => {
    expect(type.limits.timeoutMs).toBeLessThanOrEqual(20_000);
    expect(type.limits.gatherMs > 0).toBe(type.pace === "gathered");
  });

  it.each(EVERY_MESSAGE)("sends %s within its limit", async (_, message) => {
    await send(type, [message]);
    const { text: limit } = type.limits;
    const texts = await textsOf(type);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) {
      if (limit !== null) expect(measure(text, limit.unit)).toBeLessThanOrEqual(limit.max);
      expect(text.isWellFormed()).toBe(true);
    }
  });

  it("links to the incident that a message for people is about", async () => {
    await send(type, [machineMessage("machine.offline", { id: 4711 })]);
    const bodies = sent.map(({ body, headers }) => JSON.stringify(readBody(body, headers))).join();
    // A text message has no room for it.
    const hasRoom = (type.limits.text?.max ?? Number.POSITIVE_INFINITY) > 160;
    if (type.pace === "gathered" && hasRoom)
      expect(bodies).toContain("https://hub.example.org/incidents/4711");
  });

  it("sends five hundred machines at once within its limit, if it gathers", async () => {
    const many = Array.from({ length: 500 }, (_, i) => machineMessage("machine.offline", { id: i + 1 }));
    const burst = [noticeMessage("hub.heard", "It hears again."), ...many];
    await send(type, type.pace === "gathered" ? burst : burst.slice(1, 2));
    const { text: limit } = type.limits;
    for (const text of await textsOf(type))
      if (limit !== null) expect(measure(text, limit.unit)).toBeLessThanOrEqual(limit.max);
    if (type.pace === "gathered") expect((await textsOf(type)).join()).toContain("500 machines");
  });

  it.each(HOSTILE_NAMES)("shows a name with %s as text", async (_, name) => {
    const { showName = (given: string) => clip(given, 300) } = await exampleOf(type.type);
    await send(type, [machineMessage("machine.offline", { name })]);
    expect((await textsOf(type)).join()).toContain(showName(name));
    for (const { url, headers, body } of sent) {
      expect(url + body).not.toContain("\u0000");
      expect(Object.values(headers).join("")).not.toMatch(/[\r\n]|web/);
    }
  });

  it.each([
    ["refuses", 401],
    ["does not find it", 404],
    ["is out of order", 500],
    ["takes it", 200],
  ])("leaks no secret when a receiver that echoes everything %s", async (_, status) => {
    const { planted } = await channelOf(type);
    await send(type, [machineMessage("machine.offline")]);
    const [request] = sent;
    const echo = `${request?.url} ${JSON.stringify(request?.headers)} ${planted.flatMap(giveaways).join(" ")}`;
    for (const body of answersSaying(echo)) {
      answer = { status, body };
      const result = await send(type, [machineMessage("machine.offline")]);
      const shown = JSON.stringify(result) + logs.join();
      for (const secret of planted.flatMap(giveaways)) expect(shown).not.toContain(secret);
    }
  });

  it("leaks no secret into which a receiver has put characters that are not shown", async () => {
    const { planted } = await channelOf(type);
    await send(type, [machineMessage("machine.offline")]);
    // A token of the installation concerns only those who get it.
    const theirs = planted.filter((secret) => secret !== BOT_TOKEN || sent[0]?.url.includes(secret));
    const echo = theirs.map((secret) => `${secret.slice(0, 6)}\u202e${secret.slice(6)}`).join(" ");
    for (const body of answersSaying(echo)) {
      answer = { status: 500, body };
      const result = await send(type, [machineMessage("machine.offline")]);
      for (const secret of theirs) expect(JSON.stringify(result)).not.toContain(secret);
    }
  });

  it.each([400, 403, 404, 500])("shows what a receiver says with %s as one harmless line", async (status) => {
    const said = "no\u202e room\u2066\u061c\u0000\u001b[2J\r\nhere\u2028now";
    for (const body of answersSaying(said)) {
      answer = { status, body };
      const { message } = await send(type, [machineMessage("machine.offline")]);
      expect(message).not.toMatch(/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    }
  });

  it("leaks no secret when the network error contains it", async () => {
    const { planted } = await channelOf(type);
    answer = new Error(`connect to ${planted.join(" ")} failed`);
    const result = await send(type, [machineMessage("machine.offline")]);
    expect(result).toMatchObject({ kind: "failed", blame: "network", httpStatus: null });
    for (const secret of planted.flatMap(giveaways)) expect(JSON.stringify(result)).not.toContain(secret);
  });

  it("does not fail permanently on an answer that is not its receiver's own", async () => {
    for (const status of [302, 403, 502, 429]) {
      answer = { status, body: "<html><body>proxy</body></html>" };
      const result = await send(type, [machineMessage("machine.offline")]);
      // What answers a mail says its code itself, and is no page of a proxy.
      const httpStatus = type.type === "email" ? null : status;
      expect(result).toMatchObject({ kind: "failed", blame: "network", httpStatus });
    }
  });
});
