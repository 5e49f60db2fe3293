import { z } from "zod";
import { parseRetryAfter } from "@/lib/http/retry-after";
import type { Answer, EditOutcome } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const sentSchema = z.object({ event_id: z.string() });
const errorSchema = z.object({
  errcode: z.string(),
  error: z.string().default(""),
  retry_after_ms: z.number().nonnegative().optional(),
});

// https://spec.matrix.org/latest/client-server-api/#standard-error-response
const CHANNEL: ReadonlySet<string> = new Set([
  "M_FORBIDDEN",
  "M_MISSING_TOKEN",
  "M_UNKNOWN_TOKEN",
  "M_USER_DEACTIVATED",
  "M_USER_LOCKED",
  "M_USER_SUSPENDED",
]);
const MESSAGE: ReadonlySet<string> = new Set(["M_BAD_JSON", "M_INVALID_PARAM", "M_NOT_JSON", "M_TOO_LARGE"]);

/** What a Matrix server's answer means: its code outranks the status. The id of the event is the receipt. */
export function readMatrixAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus, headers } = answer;
  const json = jsonBody(answer);
  if (httpStatus >= 200 && httpStatus < 300) {
    const read = byStatus({ answer, nowMs });
    const receipt = sentSchema.safeParse(json).data?.event_id ?? null;
    return read.kind === "delivered" ? { ...read, receipt } : read;
  }
  const said = errorSchema.safeParse(json).data;
  if (said === undefined) return byStatus({ answer, nowMs });
  const { errcode, error, retry_after_ms = null } = said;
  return failed({
    httpStatus,
    message: `Matrix: ${error === "" ? errcode : `${error} (${errcode})`}`,
    retryAfterMs: parseRetryAfter({ value: headers["retry-after"] ?? null, nowMs }) ?? retry_after_ms,
    blame: CHANNEL.has(errcode) ? "channel" : MESSAGE.has(errcode) ? "message" : "network",
  });
}

/** What has become of a message that was to be changed. */
export function readEditAnswer(answer: Answer): EditOutcome {
  const read = readMatrixAnswer(answer, 0);
  if (read.kind === "delivered") return "edited";
  return read.blame === "network" ? "failed" : "gone";
}
