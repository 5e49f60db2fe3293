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

/** Further services that messages can be sent to. */
export const MORE_SERVICES: readonly OtherService[] = [
  matrix,
  teams,
  mattermost,
  signal,
  homeAssistant,
  ...INCIDENT_TOOLS,
  TEMPLATE_SERVICE,
];
