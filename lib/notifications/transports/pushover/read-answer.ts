import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const saidSchema = z.object({
  status: z.number(),
  errors: z.array(z.string()).default([]),
  user: z.string().optional(),
  token: z.string().optional(),
});

const HOUR_MS = 3_600_000;
// Their rules: not again within five seconds.
const MIN_PAUSE_MS = 5_000;

/**
 * What Pushover's answer means. A used-up month is reported like a wrong token, but for its words; it ends at a time that a
 * header says.
 */
export function readPushoverAnswer(answer: Answer, nowMs: number): SendResult {
  const said = saidSchema.safeParse(jsonBody(answer)).data;
  const { status: httpStatus } = answer;
  if (said === undefined) return byStatus({ answer, nowMs });
  if (httpStatus < 300 && said.status === 1) return byStatus({ answer, nowMs });
  const words = said.errors.join("; ") || `status ${said.status}`;
  const common = { httpStatus, message: `Pushover: ${words}` };
  if (httpStatus === 429 || /exceeded/i.test(words))
    return failed({ ...common, blame: "network", retryAfterMs: untilReset(answer, nowMs) });
  if (said.user === "invalid" || said.token === "invalid") return failed({ ...common, blame: "channel" });
  if (httpStatus >= 400 && httpStatus < 500) return failed({ ...common, blame: "message" });
  return failed({ ...common, blame: "network", retryAfterMs: MIN_PAUSE_MS });
}

function untilReset({ headers }: Answer, nowMs: number): number {
  const resetS = Number(headers["x-limit-app-reset"]);
  return Number.isFinite(resetS) && resetS > 0 ? Math.max(MIN_PAUSE_MS, resetS * 1_000 - nowMs) : HOUR_MS;
}
