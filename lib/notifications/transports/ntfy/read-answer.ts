import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const errorSchema = z.object({ code: z.number(), error: z.string() });

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

// https://github.com/binwiederhier/ntfy/blob/main/server/errors.go
const DAILY_LIMIT = 42_908;
/** Not signed in, not allowed, no such page, no topic for publishing. */
const CHANNEL: readonly number[] = [40_101, 40_301, 40_401, 50_701];
const TOO_LARGE = 41_303;

/**
 * What a ntfy server's answer means. It never says when to try again, and bans whoever comes too often: after "too many
 * requests" nothing is sent for a minute, and after the day's last message nothing until midnight, UTC.
 */
export function readNtfyAnswer(answer: Answer, nowMs: number): SendResult {
  const said = errorSchema.safeParse(jsonBody(answer)).data;
  if (said === undefined || answer.status < 400) return byStatus({ answer, nowMs });
  const { code, error } = said;
  const common = { httpStatus: answer.status, message: `ntfy: ${error}` };
  if (code === DAILY_LIMIT)
    return failed({ ...common, blame: "network", retryAfterMs: DAY_MS - (nowMs % DAY_MS) });
  if (answer.status === 429) return failed({ ...common, blame: "network", retryAfterMs: MINUTE_MS });
  if (CHANNEL.includes(code)) return failed({ ...common, blame: "channel" });
  const isMessage = answer.status === 400 || code === TOO_LARGE;
  return failed({ ...common, blame: isMessage ? "message" : "network" });
}
