import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const errorSchema = z.object({ code: z.number(), message: z.string().default("") });

// https://www.twilio.com/docs/api/errors
const CHANNEL: ReadonlySet<number> = new Set([
  20_003, // the account or its token
  21_211, // no such number
  21_606, // the sender is none
  21_608, // a trial account writes only to numbers that it has verified
  21_610, // the recipient has answered STOP
  21_614, // no mobile number
]);
const TOO_LONG = 21_617;

/** What Twilio's answer means. It takes a message before it sends it. */
export function readTwilioAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus } = answer;
  const said = errorSchema.safeParse(jsonBody(answer)).data;
  if (said === undefined || httpStatus < 400) return byStatus({ answer, nowMs });
  const { code, message } = said;
  const blame = CHANNEL.has(code) ? "channel" : code === TOO_LONG ? "message" : "network";
  return failed({ httpStatus, message: `Twilio: ${message} (${code})`, blame });
}
