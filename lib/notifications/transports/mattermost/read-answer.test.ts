import { expect, it } from "vitest";
import { answered, itReads, NOW } from "../../messages/recorded-answers.fixture";
import { readMattermostAnswer } from "./read-answer";

const error = (id: string) => ({ id, message: "…", status_code: 400 });
const unknown = error("web.incoming_webhook.invalid.app_error");

itReads(readMattermostAnswer, [
  ["takes it", 200, "ok", "delivered"],
  ["does not know the webhook, or its database", 400, unknown, "network"],
  ["does not take the message", 400, error("web.incoming_webhook.text.app_error"), "message"],
  ["has locked the webhook to another channel", 403, error("web.incoming_webhook.channel_locked"), "channel"],
  ["has no such channel", 404, error("web.incoming_webhook.channel.app_error"), "channel"],
  ["has switched webhooks off", 501, error("web.incoming_webhook.disabled.app_error"), "network"],
  ["is not itself", 403, "<html>", "network"],
]);

it("believes after an hour or so that it does not know the webhook", () => {
  expect(readMattermostAnswer(answered(400, unknown), NOW)).toMatchObject({ maxAttempts: 11 });
});
