import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const errorSchema = z.object({
  result: z.literal("error"),
  code: z.string().default(""),
  msg: z.string(),
  "retry-after": z.number().nonnegative().optional(),
});

const CHANNEL: readonly string[] = ["INVALID_API_KEY", "STREAM_DOES_NOT_EXIST", "UNAUTHORIZED"];

/** What Zulip's answer means, by its code: its words are in the language of the bot's owner. */
export function readZulipAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus } = answer;
  const said = errorSchema.safeParse(jsonBody(answer)).data;
  if (said === undefined) return byStatus({ answer, nowMs });
  const { code, msg, "retry-after": seconds } = said;
  const retryAfterMs = seconds === undefined ? null : Math.ceil(seconds * 1_000);
  const isChannel = httpStatus === 401 || CHANNEL.includes(code);
  const isMessage = httpStatus === 400 && code !== "RATE_LIMIT_HIT";
  const blame = isChannel ? "channel" : isMessage ? "message" : "network";
  return failed({ httpStatus, message: `Zulip: ${msg}`, blame, retryAfterMs });
}
