import { expect } from "vitest";

export type Request = { url: string; headers: Record<string, string>; body: unknown };
type Reply = { status: number; body: string; headers?: Record<string, string> };

/** A service as it behaves, for the tests that all of them must pass. */
export type Service = {
  type: string;
  origin: string;
  fields: Record<string, unknown>;
  /** What no answer of the API may contain. */
  secrets: readonly string[];
  /** Values that it must refuse, by field. */
  wrong: Record<string, unknown>;
  answer(request: Request): Reply;
  /** The text for people in a request. */
  textOf(request: Request): string;
  /** Throws when a request is not what the service documents. */
  check(request: Request): void;
  /** How it asks to be left alone, and for how long. */
  busy: Reply;
  busyMs: number;
  gone: Reply;
};

const json = (body: object) => JSON.stringify(body);
const bodyOf = <Shape>({ body }: Request) => body as Shape;

const ntfy: Service = {
  type: "ntfy",
  origin: "https://ntfy.example.org",
  fields: { server: "https://ntfy.example.org/ops-night-k3v9", token: "tk_9f2k3v0x7a" },
  secrets: ["ops-night-k3v9", "tk_9f2k3v0x7a"],
  wrong: { topic: "no blanks here", server: "ntfy.example.org" },
  answer: () => ({ status: 200, body: json({ id: "x", event: "message" }) }),
  textOf(request) {
    const { title, message } = bodyOf<{ title: string; message: string }>(request);
    return `${title}\n${message}`;
  },
  check({ url, headers, body }) {
    expect(url).toBe("https://ntfy.example.org/");
    expect(headers.authorization).toBe("Bearer tk_9f2k3v0x7a");
    expect(body).toMatchObject({
      topic: "ops-night-k3v9",
      priority: expect.any(Number),
      sequence_id: expect.stringMatching(/^[-_A-Za-z0-9]{1,64}$/),
    });
  },
  busy: { status: 429, body: json({ code: 42_901, http: 429, error: "limit reached" }) },
  busyMs: 60_000,
  gone: { status: 403, body: json({ code: 40_301, http: 403, error: "forbidden" }) },
};

const discord: Service = {
  type: "discord",
  origin: "https://discord.com",
  fields: { url: "https://discord.com/api/webhooks/1234567890/s3cr3t-T0ken_x9f2?thread_id=77" },
  secrets: ["s3cr3t-T0ken"],
  wrong: { url: "https://example.org/api/webhooks/1/x" },
  answer: () => ({ status: 200, body: json({ id: "1234567890123456789" }) }),
  textOf(request) {
    const { content, embeds } = bodyOf<{ content: string; embeds: { description?: string }[] }>(request);
    const text = [content, ...embeds.map(({ description = "" }) => description)].join("\n");
    return text.replaceAll("\\", "");
  },
  check({ url, body }) {
    expect(url).toBe("https://discord.com/api/webhooks/1234567890/s3cr3t-T0ken_x9f2?thread_id=77&wait=true");
    expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
  },
  busy: {
    status: 429,
    body: json({ message: "You are being rate limited.", retry_after: 64.57, global: false }),
    headers: { "retry-after": "65" },
  },
  busyMs: 64_570,
  gone: { status: 404, body: json({ message: "Unknown Webhook", code: 10_015 }) },
};

const slack: Service = {
  type: "slack",
  origin: "https://hooks.slack.com",
  fields: { url: "https://hooks.slack.com/services/T0123/B0456/s3cr3tx9f2" },
  secrets: ["T0123", "B0456", "s3cr3tx9f2"],
  wrong: { url: "https://example.slack.com/archives/C1" },
  answer: () => ({ status: 200, body: "ok" }),
  textOf(request) {
    const { blocks } = bodyOf<{ blocks: { type: string; text: { text: string } }[] }>(request);
    return blocks.flatMap(({ type, text }) => (type === "section" ? text.text : [])).join("\n");
  },
  check({ body }) {
    expect(body).toMatchObject({ blocks: [{ text: { type: "plain_text", emoji: false } }, {}] });
  },
  busy: { status: 429, body: "rate_limited", headers: { "retry-after": "30" } },
  busyMs: 30_000,
  gone: { status: 410, body: "channel_is_archived" },
};

const gotify: Service = {
  type: "gotify",
  origin: "https://gotify.example.org",
  fields: { server: "https://gotify.example.org/push/", token: "A-s3cr3t.token" },
  secrets: ["A-s3cr3t.token"],
  wrong: { token: "no blanks here", server: "ftp://gotify.example.org" },
  answer: () => ({ status: 200, body: json({ id: 25, appid: 5 }) }),
  textOf(request) {
    const { title, message } = bodyOf<{ title: string; message: string }>(request);
    return `${title}\n${message}`;
  },
  check({ url, headers }) {
    expect(url).toBe("https://gotify.example.org/push/message");
    expect(headers["x-gotify-key"]).toBe("A-s3cr3t.token");
  },
  busy: { status: 503, body: "<html>busy</html>", headers: { "retry-after": "40" } },
  busyMs: 40_000,
  gone: {
    status: 401,
    body: json({
      error: "Unauthorized",
      errorCode: 401,
      errorDescription: "you need to provide a valid token",
    }),
  },
};

const pushover: Service = {
  type: "pushover",
  origin: "https://api.pushover.net",
  fields: { token: "as3cr3ttokenofanapp00000000000", user: "us3cr3tkeyofauser0000000000000" },
  secrets: ["as3cr3ttokenofanapp00000000000", "us3cr3tkeyofauser0000000000000"],
  wrong: { user: "" },
  answer: () => ({ status: 200, body: json({ status: 1, request: "x" }) }),
  textOf(request) {
    const { title, message } = bodyOf<{ title: string; message: string }>(request);
    return `${title}\n${message}`;
  },
  check({ url, body }) {
    expect(url).toBe("https://api.pushover.net/1/messages.json");
    expect(body).toMatchObject({ token: pushover.fields.token, user: pushover.fields.user });
  },
  busy: {
    status: 429,
    body: json({
      token: "invalid",
      errors: ["application has exceeded current limit of 7500 messages"],
      status: 0,
    }),
  },
  busyMs: 3_600_000,
  gone: { status: 400, body: json({ user: "invalid", errors: ["user key is invalid"], status: 0 }) },
};

const apprise: Service = {
  type: "apprise",
  origin: "https://apprise.example.org",
  fields: { server: "https://apprise.example.org/api/", key: "ops-s3cr3t_x9f2" },
  secrets: ["ops-s3cr3t"],
  wrong: { key: "no/slashes", server: "apprise.example.org" },
  answer: () => ({ status: 200, body: json({ error: null, details: [] }) }),
  textOf(request) {
    const { title, body } = bodyOf<{ title: string; body: string }>(request);
    return `${title}\n${body}`;
  },
  check({ url, headers, body }) {
    expect(url).toBe("https://apprise.example.org/api/notify/ops-s3cr3t_x9f2");
    expect(headers.accept).toBe("application/json");
    expect(body).toMatchObject({ format: "text", type: expect.stringMatching(/^(failure|success)$/) });
  },
  busy: { status: 429, body: "", headers: { "retry-after": "30" } },
  busyMs: 30_000,
  gone: { status: 204, body: "" },
};

/** The services that messages can be sent to, apart from those with tests of their own. */
export const SERVICES: readonly Service[] = [ntfy, discord, slack, gotify, pushover, apprise];
