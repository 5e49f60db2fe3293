import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const sentSchema = z.object({ id: z.string() });
const errorSchema = z.object({ message: z.string(), code: z.number().optional() });
const limitSchema = z.object({ retry_after: z.number().nonnegative() });

// https://discord.com/developers/docs/topics/opcodes-and-status-codes
const UNKNOWN_WEBHOOK = 10_015;
const INVALID_TOKEN = 50_027;
const NEEDS_THREAD = 220_001;
/** Without Discord's own words a 429 is from what stands before it, which has banned this address. */
const BANNED_PAUSE_MS = 600_000;

/** What Discord's answer to a message means; its id is the receipt. */
export function readDiscordAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus } = answer;
  const json = jsonBody(answer);
  if (httpStatus >= 200 && httpStatus < 300) {
    const delivered = byStatus({ answer, nowMs });
    const receipt = sentSchema.safeParse(json).data?.id ?? null;
    return delivered.kind === "delivered" ? { ...delivered, receipt } : delivered;
  }
  if (httpStatus === 429) {
    const seconds = limitSchema.safeParse(json).data?.retry_after;
    const retryAfterMs = seconds === undefined ? BANNED_PAUSE_MS : Math.ceil(seconds * 1_000);
    return failed({ httpStatus, message: "Discord asks to wait (HTTP 429)", blame: "network", retryAfterMs });
  }
  const said = errorSchema.safeParse(json).data;
  if (said === undefined) return byStatus({ answer, nowMs });
  const isGone = said.code === UNKNOWN_WEBHOOK || said.code === INVALID_TOKEN || said.code === NEEDS_THREAD;
  return failed({
    httpStatus,
    message: `Discord: ${said.message}`,
    blame: isGone ? "channel" : httpStatus === 400 ? "message" : "network",
  });
}
