import { describe, expect, it } from "vitest";
import { answered, itReads, NOW } from "../../messages/recorded-answers.fixture";
import { readEditAnswer, readMatrixAnswer } from "./read-answer";

const error = (errcode: string, more: object = {}) => ({ errcode, error: "…", ...more });

itReads(readMatrixAnswer, [
  ["takes it", 200, { event_id: "$abc" }, "delivered"],
  ["does not know the token", 401, error("M_UNKNOWN_TOKEN"), "channel"],
  ["does not let this account write", 403, error("M_FORBIDDEN"), "channel"],
  ["has no room for more, whatever the status", 403, error("M_RESOURCE_LIMIT_EXCEEDED"), "network"],
  ["finds the message too large", 413, error("M_TOO_LARGE"), "message"],
  ["asks to wait", 429, error("M_LIMIT_EXCEEDED", { retry_after_ms: 2_000 }), "network", 2_000],
  [
    "asks to wait in its header",
    429,
    error("M_LIMIT_EXCEEDED", { retry_after_ms: 2_000 }),
    "network",
    7_000,
    { "retry-after": "7" },
  ],
  ["is not itself", 404, "<html>", "network"],
  ["has words of its own for what is wrong", 500, error("M_UNKNOWN"), "network"],
]);

it("keeps the id of a message", () => {
  expect(readMatrixAnswer(answered(200, { event_id: "$abc" }), NOW)).toMatchObject({ receipt: "$abc" });
});

describe("says what became of a message that was to be changed", () => {
  it.each([
    ["it was changed", 200, { event_id: "$def" }, "edited"],
    ["the account may no longer write there", 403, error("M_FORBIDDEN"), "gone"],
    ["the server asks to wait", 429, error("M_LIMIT_EXCEEDED"), "failed"],
    ["somebody else answers", 502, "<html>", "failed"],
  ])("%s", (_, status, body, outcome) => {
    expect(readEditAnswer(answered(status, body))).toBe(outcome);
  });
});
