import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string().default("") }) });

const FINAL: readonly number[] = [400, 401, 403, 404];

/** What the answer of a flow means. It takes a message before it posts it, so what it posts can only be seen in Teams. */
export function readTeamsAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus } = answer;
  const read = byStatus({ answer, nowMs });
  if (read.kind === "delivered")
    return {
      ...read,
      message: "Teams took it; whether the card appeared is in the flow's run history",
    };
  const said = errorSchema.safeParse(jsonBody(answer)).data?.error;
  if (said === undefined || !FINAL.includes(httpStatus)) return read;
  const words = said.message === "" ? said.code : `${said.message} (${said.code})`;
  return failed({ httpStatus, message: `Teams: ${words}`, blame: "channel" });
}
