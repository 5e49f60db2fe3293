import type { Answer } from "../../messages/channel-type";
import { byStatus, failed } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

// Its own words: "401: Unauthorized", or JSON since 2024. A proxy before it says these in HTML.
const PLAIN = /^(400|401|404): /;
const JSON_TEXT = /^\{\s*"message":/;

/**
 * What Home Assistant's answer means. It answers 400 for an action that it does not have, 401 for a token that it does not
 * know, and 404 for an address that is none of its API's.
 */
export function readHomeAssistantAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus, body } = answer;
  const isOwn = [PLAIN, JSON_TEXT].some((form) => form.test(body.trim()));
  const why = WHY[httpStatus];
  if (!isOwn || why === undefined) return byStatus({ answer, nowMs });
  return failed({ httpStatus, message: `Home Assistant: ${why}`, blame: "channel" });
}

const WHY: Readonly<Record<number, string>> = {
  400: "it has no such notify action, or does not trust the proxy before it",
  401: "it does not accept the access token",
  404: "there is no API at this address",
};
