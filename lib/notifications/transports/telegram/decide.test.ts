import { describe, expect, it } from "vitest";
import type { TelegramAnswer } from "./client";
import { decideAnswer, type TelegramDecision } from "./decide";

const answer = (change: Partial<Extract<TelegramAnswer, { kind: "answered" }>>): TelegramAnswer => ({
  kind: "answered",
  status: 200,
  isOk: false,
  description: null,
  retryAfterS: null,
  migrateToChatId: null,
  result: undefined,
  isCut: false,
  ...change,
});
const says = (status: number, description: string) => answer({ status, description });

describe("decideAnswer", () => {
  const rows: [string, TelegramAnswer, Partial<TelegramDecision>][] = [
    ["ok is delivered", answer({ isOk: true }), { kind: "delivered" }],
    ["200 without Telegram's own words is not", answer({}), { kind: "retry" }],
    ["200 whose JSON was cut off is delivered", answer({ isCut: true }), { kind: "delivered" }],
    ["502 whose JSON was cut off is not", answer({ isCut: true, status: 502 }), { kind: "retry" }],
    ["a redirect is not", answer({ status: 302 }), { kind: "retry" }],
    ["no answer is tried again", { kind: "failed", message: "no answer within 10 s" }, { kind: "retry" }],
    ["502 is tried again", answer({ status: 502 }), { kind: "retry", retryAfterMs: null }],
    [
      "too many requests waits as asked",
      { ...says(429, "Too Many"), retryAfterS: 7 } as TelegramAnswer,
      { kind: "retry", retryAfterMs: 7_000 },
    ],
    [
      "too many requests without a time waits as usual",
      says(429, "Too Many"),
      { kind: "retry", retryAfterMs: null },
    ],
    ["blocked is final", says(403, "Forbidden: bot was blocked by the user"), { kind: "refused" }],
    ["kicked is final", says(403, "Forbidden: bot was kicked from the group chat"), { kind: "refused" }],
    ["deactivated is final", says(403, "Forbidden: user is deactivated"), { kind: "refused" }],
    ["a proxy's 403 is not", answer({ status: 403 }), { kind: "retry" }],
    ["an unknown chat is final", says(400, "Bad Request: chat not found"), { kind: "refused" }],
    ["an unknown topic is final", says(400, "Bad Request: message thread not found"), { kind: "refused" }],
    ["a closed topic is final", says(400, "Bad Request: TOPIC_CLOSED"), { kind: "refused" }],
    ["any other 400 is tried again", says(400, "Bad Request: odd"), { kind: "retry" }],
    [
      "a group that moved is followed",
      { ...says(400, "upgraded"), migrateToChatId: -100 } as TelegramAnswer,
      { kind: "moved", chatId: -100 },
    ],
    ["401 is a problem of the installation", says(401, "Unauthorized"), { kind: "token_refused" }],
    ["404 is a problem of the installation", says(404, "Not Found"), { kind: "token_refused" }],
  ];
  it.each(rows)("%s", (_, given, decision) => {
    expect(decideAnswer(given)).toMatchObject(decision);
  });
});
