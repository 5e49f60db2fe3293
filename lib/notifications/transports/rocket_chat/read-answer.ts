import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const refusalSchema = z.object({ success: z.literal(false), error: z.string().default("it gave no reason") });

/** What Rocket.Chat's answer means: it says "success: false" with any status, 200 included. */
export function readRocketChatAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus } = answer;
  const said = refusalSchema.safeParse(jsonBody(answer)).data;
  if (said === undefined) return byStatus({ answer, nowMs });
  const message = `Rocket.Chat: ${said.error}`;
  if (/invalid integration id or token/i.test(said.error))
    return failed({ httpStatus, message, blame: "channel" });
  const isMessage = httpStatus === 200 || httpStatus === 400;
  return failed({ httpStatus, message, blame: isMessage ? "message" : "network" });
}
