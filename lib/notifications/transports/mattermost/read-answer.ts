import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const errorSchema = z.object({ id: z.string(), message: z.string().default("") });

/** It also says this when its database does not answer, so an unknown webhook is believed only after an hour or so. */
const UNKNOWN_HOOK = "web.incoming_webhook.invalid.app_error";
const ATTEMPTS_OF_AN_HOUR = 11;

/** What Mattermost's answer means; its errors are JSON with an id. */
export function readMattermostAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus } = answer;
  const said = errorSchema.safeParse(jsonBody(answer)).data;
  if (said === undefined || httpStatus < 400) return byStatus({ answer, nowMs });
  const common = { httpStatus, message: `Mattermost: ${said.message || said.id}` };
  if (said.id === UNKNOWN_HOOK)
    return failed({ ...common, blame: "network", maxAttempts: ATTEMPTS_OF_AN_HOUR });
  if (httpStatus === 403 || httpStatus === 404) return failed({ ...common, blame: "channel" });
  return failed({ ...common, blame: httpStatus === 400 ? "message" : "network" });
}
