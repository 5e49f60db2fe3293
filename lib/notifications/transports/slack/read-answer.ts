import type { Answer } from "../../messages/channel-type";
import { byStatus, failed } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

// https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks
const CHANNEL: ReadonlySet<string> = new Set([
  "action_prohibited",
  "channel_is_archived",
  "channel_not_found",
  "invalid_token",
  "no_active_hooks",
  "no_service",
  "no_service_id",
  "no_team",
  "posting_to_general_channel_denied",
  "team_disabled",
  "token_revoked",
]);
const MESSAGE: ReadonlySet<string> = new Set([
  "invalid_blocks",
  "invalid_payload",
  "no_text",
  "too_many_attachments",
]);

/**
 * What Slack's answer means. Only the one word "ok" says that a message was posted; the errors are one word each too. One that
 * was cut off before its word had come counts by its status: asking again would post the message again.
 */
export function readSlackAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus } = answer;
  const word = answer.body.trim();
  const isPosted = word === "ok" || (!answer.isWhole && "ok".startsWith(word));
  if (httpStatus >= 200 && httpStatus < 300 && !isPosted)
    return failed({ httpStatus, message: "The answer is not Slack's", blame: "network" });
  if (CHANNEL.has(word)) return failed({ httpStatus, message: `Slack: ${word}`, blame: "channel" });
  if (MESSAGE.has(word)) return failed({ httpStatus, message: `Slack: ${word}`, blame: "message" });
  return byStatus({ answer, nowMs });
}
