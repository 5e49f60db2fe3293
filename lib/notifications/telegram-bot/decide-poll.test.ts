import { describe, expect, it } from "vitest";
import type { TelegramAnswer } from "../transports/telegram/client";
import { decidePoll, type PollDecision } from "./decide-poll";

type Answered = Extract<TelegramAnswer, { kind: "answered" }>;

const answer = (change: Partial<Answered>): Answered => ({
  kind: "answered",
  status: 200,
  isOk: true,
  description: null,
  retryAfterS: null,
  migrateToChatId: null,
  result: [],
  isCut: false,
  ...change,
});
const refusal = (status: number, description: string | null, change: Partial<Answered> = {}) =>
  answer({ status, isOk: false, description, result: undefined, ...change });

describe("decidePoll", () => {
  const rows: [string, TelegramAnswer, Partial<PollDecision>][] = [
    ["no updates is a good answer, too", answer({}), { kind: "heard", updates: [] }],
    [
      "updates keep their content",
      answer({ result: [{ update_id: 7, message: { text: "/start" } }] }),
      { kind: "heard", updates: [{ update_id: 7, message: { text: "/start" } }] },
    ],
    ["an answer without a list is a failure", answer({ result: true }), { kind: "failed" }],
    [
      "a webhook on the bot is a conflict",
      refusal(409, "Conflict: can't use getUpdates method while webhook is active"),
      { kind: "conflict", with: "webhook" },
    ],
    [
      "another program that receives updates is another conflict",
      refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one runs"),
      { kind: "conflict", with: "listener" },
    ],
    ["a conflict without words means another program", refusal(409, null), { with: "listener" }],
    ["a wrong token is refused", refusal(401, "Unauthorized"), { kind: "token_refused" }],
    [
      "too many requests waits as asked",
      refusal(429, "Too Many Requests: retry after 3", { retryAfterS: 3 }),
      { kind: "failed", retryAfterMs: 3_000 },
    ],
    ["a proxy's error is a failure", refusal(502, null), { kind: "failed", retryAfterMs: null }],
    ["no answer is a failure", { kind: "failed", message: "no answer within 35 s" }, { kind: "failed" }],
  ];
  it.each(rows)("%s", (_, given, expected) => {
    expect(decidePoll(given)).toMatchObject(expected);
  });
});
