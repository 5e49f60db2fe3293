import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const errorSchema = z.object({ error: z.object({ status: z.string(), message: z.string().default("") }) });

const BLAME: Readonly<Record<string, "channel" | "message">> = {
  NOT_FOUND: "channel",
  PERMISSION_DENIED: "channel",
  UNAUTHENTICATED: "channel",
  INVALID_ARGUMENT: "message",
};
// It names no time; its limit is one message a second for all webhooks of a space.
const PAUSE_MS = 10_000;

/** What Google Chat's answer means: its own status outranks that of HTTP. */
export function readGoogleChatAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus } = answer;
  const said = errorSchema.safeParse(jsonBody(answer)).data?.error;
  if (said === undefined) return byStatus({ answer, nowMs });
  const message = `Google Chat: ${said.message || said.status}`;
  const isBusy = said.status === "RESOURCE_EXHAUSTED";
  const retryAfterMs = isBusy ? PAUSE_MS : null;
  return failed({ httpStatus, message, retryAfterMs, blame: BLAME[said.status] ?? "network" });
}
