import { expect, it } from "vitest";
import { answered, itReads, NOW } from "../../messages/recorded-answers.fixture";
import { readTeamsAnswer } from "./read-answer";

const error = (code: string) => ({ error: { code, message: "…" } });

itReads(readTeamsAnswer, [
  ["takes it", 202, "", "delivered"],
  ["has no such flow", 404, error("WorkflowNotFound"), "channel"],
  ["does not accept the signature", 401, error("DirectApiAuthorizationRequired"), "channel"],
  ["asks to wait", 429, error("WorkflowRunActionThrottled"), "network", 20_000, { "retry-after": "20" }],
  ["is not itself", 404, "<html>", "network"],
  ["is out of order", 502, error("BadGateway"), "network"],
]);

it("says that a card which was taken may still not appear", () => {
  expect(readTeamsAnswer(answered(202, ""), NOW).message).toContain("run history");
});
