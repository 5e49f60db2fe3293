import { describe, expect, it } from "vitest";
import type { Answer } from "../messages/channel-type";
import { answered, type Case, itReads, NOW } from "../messages/recorded-answers.fixture";
import { readAppriseAnswer } from "./apprise/read-answer";
import { readDiscordAnswer } from "./discord/read-answer";
import { gotify } from "./gotify/type";
import { readNtfyAnswer } from "./ntfy/read-answer";
import { readPushoverAnswer } from "./pushover/read-answer";
import { readSlackAnswer } from "./slack/read-answer";

// What services have been seen, or are documented, to answer; see each one's read-answer.ts.

const HOUR = 3_600_000;

const ntfyError = (code: number, error: string) => ({ code, http: Math.floor(code / 100), error, link: "" });

const CASES: Record<string, { read: (answer: Answer, nowMs: number) => unknown; cases: Case[] }> = {
  ntfy: {
    read: readNtfyAnswer,
    cases: [
      ["takes it", 200, { id: "x", event: "message" }, "delivered"],
      ["does not know the token", 401, ntfyError(40_101, "unauthorized"), "channel"],
      ["does not let this token publish", 403, ntfyError(40_301, "forbidden"), "channel"],
      ["has no such page", 404, ntfyError(40_401, "page not found"), "channel"],
      ["does not take the message", 400, ntfyError(40_009, "invalid request"), "message"],
      ["finds the message too large", 413, ntfyError(41_303, "too large"), "message"],
      ["asks to be left alone", 429, ntfyError(42_901, "limit reached"), "network", 60_000],
      ["has no more messages today", 429, ntfyError(42_908, "daily limit"), "network", 12 * HOUR],
      ["takes only its own app's messages", 507, ntfyError(50_701, "no subscriber"), "channel"],
      ["is out of order", 500, ntfyError(50_001, "internal"), "network"],
    ],
  },
  Gotify: {
    read: (answer, nowMs) =>
      "readAnswer" in gotify
        ? gotify.readAnswer(answer, nowMs, { server: "https://gotify.example.org" })
        : null,
    cases: [
      ["takes it", 200, { id: 25, appid: 5 }, "delivered"],
      [
        "does not know the token",
        401,
        { error: "Unauthorized", errorCode: 401, errorDescription: "you need to provide a valid token" },
        "channel",
      ],
      [
        "does not take the message",
        400,
        { error: "Bad Request", errorCode: 400, errorDescription: "Field 'message' is required" },
        "message",
      ],
      ["is not itself", 401, "<html>sign in</html>", "network"],
    ],
  },
  Discord: {
    read: readDiscordAnswer,
    cases: [
      ["takes it", 200, { id: "1234567890123456789" }, "delivered"],
      ["does not know the webhook", 404, { message: "Unknown Webhook", code: 10_015 }, "channel"],
      ["does not accept the token", 401, { message: "Invalid Webhook Token", code: 50_027 }, "channel"],
      [
        "wants a thread",
        400,
        { message: "Webhooks can only create threads in forum channels", code: 220_001 },
        "channel",
      ],
      ["does not take the message", 400, { message: "Invalid Form Body", code: 50_035 }, "message"],
      ["asks to wait", 429, { message: "…", retry_after: 64.57, global: false }, "network", 64_570],
      ["has banned the address", 429, "error code: 1015", "network", 600_000],
    ],
  },
  Slack: {
    read: readSlackAnswer,
    cases: [
      ["takes it", 200, "ok", "delivered"],
      ["is not itself", 200, "<html>sign in</html>", "network"],
      ["has no such webhook", 404, "no_service", "channel"],
      ["has archived the channel", 410, "channel_is_archived", "channel"],
      ["does not accept the token", 403, "invalid_token", "channel"],
      ["does not take the message", 400, "invalid_payload", "message"],
      ["is out of order", 500, "rollup_error", "network"],
      ["asks to wait", 429, "", "network", 30_000, { "retry-after": "30" }],
    ],
  },
  Apprise: {
    read: readAppriseAnswer,
    cases: [
      ["takes it", 200, { error: null, details: [] }, "delivered"],
      ["takes it in older words", 200, "Notification(s) sent.", "delivered"],
      ["is not itself", 200, "<!DOCTYPE html><title>Sign in</title>", "network"],
      ["has no configuration under the key", 204, "", "channel"],
      ["could not reach a service", 424, { error: "One or more notification could not be sent" }, "network"],
      ["does not take the message", 400, { error: "Invalid JSON Format" }, "message"],
      ["finds its headers too large", 431, { error: "JSON Payload to large" }, "message"],
      ["lets nobody send", 403, { error: "Access denied" }, "channel"],
      ["would send to itself", 406, { error: "Recursion limit reached" }, "channel"],
      ["is behind something that lets nobody in", 403, "<html>", "network"],
      ["is out of order", 500, { error: "Internal" }, "network"],
    ],
  },
  Pushover: {
    read: readPushoverAnswer,
    cases: [
      ["takes it", 200, { status: 1, request: "x" }, "delivered"],
      [
        "does not know the user",
        400,
        { user: "invalid", errors: ["user key is invalid"], status: 0 },
        "channel",
      ],
      [
        "does not know the token",
        400,
        { token: "invalid", errors: ["token is invalid"], status: 0 },
        "channel",
      ],
      ["does not take the message", 400, { errors: ["message cannot be blank"], status: 0 }, "message"],
      [
        "has no more messages this month",
        429,
        { token: "invalid", errors: ["application has exceeded current limit of 7500 messages"], status: 0 },
        "network",
        2 * HOUR,
        { "x-limit-app-reset": String(NOW / 1_000 + 7_200) },
      ],
      [
        "says so as if the token were wrong",
        400,
        { token: "invalid", errors: ["application has exceeded current limit"], status: 0 },
        "network",
        HOUR,
      ],
      ["is out of order", 500, { status: 0, errors: ["internal"] }, "network", 5_000],
      ["is not itself", 502, "<html>", "network"],
    ],
  },
};

describe.each(Object.entries(CASES))("%s", (_, { read, cases }) => itReads(read, cases));

it("keeps the id of a message that Discord can change, with all its digits", () => {
  expect(readDiscordAnswer(answered(200, '{"id":"1234567890123456789","content":"…"}'), NOW)).toMatchObject({
    receipt: "1234567890123456789",
  });
});
