import { z } from "zod";
import { parseRetryAfter } from "@/lib/http/retry-after";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const saidSchema = z.object({
  status: z.string(),
  message: z.string().default(""),
  errors: z.array(z.string()).default([]),
});

// Some 120 events a minute for each key; PagerDuty documents no header that says when to go on.
const MIN_PAUSE_MS = 30_000;

/** What PagerDuty's answer means. It takes an event before it looks at it, so a wrong one may only be seen in PagerDuty. */
export function readPagerDutyAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus, headers } = answer;
  const said = saidSchema.safeParse(jsonBody(answer)).data;
  if (httpStatus === 429) {
    const askedMs = parseRetryAfter({ value: headers["retry-after"] ?? null, nowMs }) ?? 0;
    const retryAfterMs = Math.max(MIN_PAUSE_MS, askedMs);
    return failed({ httpStatus, message: "PagerDuty asks to wait", blame: "network", retryAfterMs });
  }
  if (httpStatus !== 400 || said === undefined) return byStatus({ answer, nowMs });
  const words = said.errors.join("; ") || said.message || said.status;
  const blame = /routing_key/i.test(words) ? "channel" : "message";
  return failed({ httpStatus, message: `PagerDuty: ${words}`, blame });
}
