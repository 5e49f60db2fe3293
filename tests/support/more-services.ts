import { expect } from "vitest";
import { INCIDENT_TOOLS } from "./incident-tools";
import type { Request, Service } from "./services";
import { TEMPLATE_SERVICE } from "./template-service";

/** A service that behaves as its documents and sources say; what else it answers is in the unit tests of its type. */
export type OtherService = Pick<
  Service,
  "type" | "origin" | "fields" | "secrets" | "wrong" | "answer" | "textOf"
> & {
  /** Throws when the requests, first of an outage and then of its recovery, are not what the service documents. */
  check(requests: readonly Request[]): void;
};

const json = (body: object) => JSON.stringify(body);
const bodyOf = <Shape>({ body }: Request) => body as Shape;

const matrix: OtherService = {
  type: "matrix",
  origin: "https://matrix.example.org",
  fields: { server: "https://matrix.example.org/", room: "!AbC:example.org", token: "syt_s3cr3t_x9f2" },
  secrets: ["syt_s3cr3t"],
  wrong: { room: "#ops:example.org", server: "matrix.example.org" },
  answer: () => ({ status: 200, body: json({ event_id: "$abc" }) }),
  textOf: (request) => bodyOf<{ body: string }>(request).body,
  check(requests) {
    const room = "https://matrix.example.org/_matrix/client/v3/rooms/!AbC%3Aexample.org/send/m.room.message/";
    for (const { url, headers, body } of requests) {
      expect(url).toMatch(new RegExp(`^${room.replaceAll(".", "\\.")}msg_[-_A-Za-z0-9]+$`));
      expect(headers.authorization).toBe("Bearer syt_s3cr3t_x9f2");
      expect(body).toMatchObject({ msgtype: "m.text", "m.mentions": {} });
    }
    expect(new Set(requests.map(({ url }) => url)).size).toBe(2);
  },
};

const FLOW = "https://default00.environment.api.powerplatform.com/workflows/s3cr3tflow/invoke?sig=s3cr3tsig";

const teams: OtherService = {
  type: "teams",
  origin: "https://default00.environment.api.powerplatform.com",
  fields: { url: FLOW },
  secrets: ["s3cr3tflow", "s3cr3tsig"],
  wrong: { url: FLOW.replace("https", "http") },
  answer: () => ({ status: 202, body: "" }),
  textOf(request) {
    type Card = { body: { inlines: { text: string }[] }[] };
    const { attachments } = bodyOf<{ attachments: { content: Card }[] }>(request);
    const lines = attachments.flatMap(({ content }) => content.body.flatMap(({ inlines }) => inlines));
    return lines.map(({ text }) => text).join("\n");
  },
  check(requests) {
    for (const { url, body } of requests) {
      expect(url).toBe(FLOW);
      expect(body).toMatchObject({
        type: "message",
        attachments: [
          { contentType: "application/vnd.microsoft.card.adaptive", content: { version: "1.4" } },
        ],
      });
    }
  },
};

const mattermost: OtherService = {
  type: "mattermost",
  origin: "https://chat.example.org",
  fields: { url: "https://chat.example.org/team/hooks/s3cr3th00kx9f2" },
  secrets: ["s3cr3th00k"],
  wrong: { url: "https://chat.example.org/api/v4/posts" },
  answer: () => ({ status: 200, body: "ok" }),
  textOf: (request) => bodyOf<{ text: string }>(request).text,
  check(requests) {
    for (const { url, body } of requests) {
      expect(url).toBe("https://chat.example.org/team/hooks/s3cr3th00kx9f2");
      expect(Object.keys(body as object)).toEqual(["text"]);
    }
  },
};

const signal: OtherService = {
  type: "signal",
  origin: "https://signal.example.org",
  fields: {
    server: "https://signal.example.org",
    number: "+49 (1555) 000-9876",
    recipients: ["+4915550001234", "group.s3cr3t"],
  },
  secrets: ["5550009", "5550001", "s3cr3t"],
  wrong: { number: "0155", recipients: [] },
  answer: () => ({ status: 201, body: json({ timestamp: "1692859726254" }) }),
  textOf: (request) => bodyOf<{ message: string }>(request).message,
  check(requests) {
    for (const { url, body } of requests) {
      expect(url).toBe("https://signal.example.org/v2/send");
      expect(body).toMatchObject({
        number: "+4915550009876",
        recipients: signal.fields.recipients,
        text_mode: "normal",
      });
    }
  },
};

const homeAssistant: OtherService = {
  type: "home_assistant",
  origin: "https://home.example.org:8123",
  fields: {
    server: "https://home.example.org:8123",
    service: "notify.mobile_app_pixel",
    token: "s3cr3t.t0ken",
  },
  secrets: ["s3cr3t"],
  wrong: { service: "light.kitchen lamp" },
  answer: () => ({ status: 200, body: "[]" }),
  textOf(request) {
    const { title, message } = bodyOf<{ title: string; message: string }>(request);
    return `${title}\n${message}`;
  },
  check(requests) {
    for (const { url, headers } of requests) {
      expect(url).toBe("https://home.example.org:8123/api/services/notify/mobile_app_pixel");
      expect(headers.authorization).toBe("Bearer s3cr3t.t0ken");
    }
    const priorities = requests.map((each) => bodyOf<{ data: { priority?: string } }>(each).data.priority);
    expect(priorities).toEqual(["high", undefined]);
  },
};

const HOOK = "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=s3cr3tkey&token=s3cr3ttoken";

const googleChat: OtherService = {
  type: "google_chat",
  origin: "https://chat.googleapis.com",
  fields: { url: HOOK },
  secrets: ["s3cr3tkey", "s3cr3ttoken"],
  wrong: { url: "https://chat.google.com/room/AAAA" },
  answer: () => ({ status: 200, body: json({ name: "spaces/AAAA/messages/x" }) }),
  textOf: (request) => bodyOf<{ text: string }>(request).text,
  check(requests) {
    for (const { url } of requests) {
      expect(url).toMatch(/&requestId=msg_[-_A-Za-z0-9]+&messageReplyOption=REPLY_MESSAGE_FALLBACK/);
      expect(url.startsWith(HOOK)).toBe(true);
    }
    const threads = requests.map((each) => bodyOf<{ thread: { threadKey: string } }>(each).thread.threadKey);
    expect(threads[0]).toMatch(/^ls-/);
    expect(threads[1]).toBe(threads[0]);
  },
};

const rocketChat: OtherService = {
  type: "rocket_chat",
  origin: "https://rocket.example.org",
  fields: { url: "https://rocket.example.org/hooks/s3cr3tid/s3cr3ttoken" },
  secrets: ["s3cr3tid", "s3cr3ttoken"],
  wrong: { url: "https://rocket.example.org/hooks/x" },
  answer: () => ({ status: 200, body: json({ success: true }) }),
  textOf: (request) => bodyOf<{ text: string }>(request).text,
  check(requests) {
    for (const { url, body } of requests) {
      expect(url).toBe("https://rocket.example.org/hooks/s3cr3tid/s3cr3ttoken");
      expect(Object.keys(body as object)).toEqual(["text"]);
    }
  },
};

const zulip: OtherService = {
  type: "zulip",
  origin: "https://zulip.example.org",
  fields: {
    server: "https://zulip.example.org",
    email: "hub-bot@example.org",
    key: "s3cr3tkey",
    stream: "ops",
  },
  secrets: ["s3cr3tkey"],
  wrong: { email: "hub bot", stream: "" },
  answer: () => ({ status: 200, body: json({ result: "success", id: 42, msg: "" }) }),
  textOf: (request) => bodyOf<{ content: string }>(request).content,
  check(requests) {
    for (const { url, headers, body } of requests) {
      expect(url).toBe("https://zulip.example.org/api/v1/messages");
      expect(headers.authorization).toBe(`Basic ${btoa("hub-bot@example.org:s3cr3tkey")}`);
      expect(body).toMatchObject({ type: "stream", to: "ops", content: expect.stringMatching(/^```text\n/) });
    }
    const [first, second] = requests.map((each) => bodyOf<{ topic: string }>(each).topic);
    expect(second).toBe(first);
  },
};

const SID = "AC0123456789abcdef0123456789abcdef";

const twilio: OtherService = {
  type: "twilio",
  origin: "https://api.twilio.com",
  fields: { account_sid: SID, token: "s3cr3ttoken", from: "+15550009876", to: "+49 155 5000 1234" },
  secrets: [SID, "s3cr3ttoken", "50009876", "50001234"],
  wrong: { to: "0155", from: "LunaSentri GmbH", account_sid: "AC1" },
  answer: () => ({ status: 201, body: json({ sid: "SM0", status: "queued" }) }),
  textOf: (request) => bodyOf<{ Body: string }>(request).Body,
  check(requests) {
    for (const { url, body } of requests) {
      expect(url).toBe(`https://api.twilio.com/2010-04-01/Accounts/${SID}/Messages.json`);
      expect(body).toMatchObject({ From: "+15550009876", To: "+4915550001234" });
      expect(bodyOf<{ Body: string }>({ url, headers: {}, body }).Body).toMatch(/^[\x20-\x7e\n]{1,160}$/);
    }
  },
};

/** Further services that messages can be sent to. */
export const MORE_SERVICES: readonly OtherService[] = [
  matrix,
  teams,
  mattermost,
  signal,
  homeAssistant,
  googleChat,
  rocketChat,
  zulip,
  twilio,
  ...INCIDENT_TOOLS,
  TEMPLATE_SERVICE,
];
