import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const errorSchema = z.object({ error: z.string(), challenge_tokens: z.array(z.string()).optional() });

/** It answers 400 to everything that fails, trouble in the network included: only these words are final. */
const FINAL = /untrusted identit|unregistered user/i;
/** A person has to solve a captcha; until then nothing goes out, and asking again makes it worse. */
const CAPTCHA_PAUSE_MS = 6 * 3_600_000;

/** What the answer of signal-cli-rest-api means. */
export function readSignalAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus } = answer;
  const said = errorSchema.safeParse(jsonBody(answer)).data;
  if (said === undefined || httpStatus < 400) return byStatus({ answer, nowMs });
  const common = { httpStatus, message: `Signal: ${said.error}` };
  if (httpStatus === 429 && said.challenge_tokens !== undefined)
    return failed({ ...common, blame: "network", retryAfterMs: CAPTCHA_PAUSE_MS });
  const isFinal = httpStatus === 400 && FINAL.test(said.error);
  return failed({ ...common, blame: isFinal ? "channel" : "network" });
}
