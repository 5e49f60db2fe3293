import type { Agent } from "undici";
import { post } from "../../http/outbound";
import { parseRetryAfter } from "../retry";
import { signWebhook } from "./sign";

/** What came of one attempt. `message` is for people. */
export type SendResult =
  | { kind: "delivered"; httpStatus: number; message: string }
  | {
      kind: "failed";
      httpStatus: number | null;
      message: string;
      retryAfterMs: number | null;
      isFinal: boolean;
    };

/** The hard limit of one attempt, from its start to the end of the answer. */
export const ATTEMPT_TIMEOUT_MS = 10_000;

// The receiver says that it is gone for good; everything else may be mended there.
const GONE = 410;

/** Sends one signed webhook once. Never throws. */
export async function sendWebhook({
  agent,
  url,
  secret,
  id,
  body,
  nowMs,
}: {
  agent: Agent;
  url: string;
  secret: string;
  id: string;
  body: string;
  nowMs: number;
}): Promise<SendResult> {
  const answer = await post({
    agent,
    url,
    headers: {
      "content-type": "application/json",
      "user-agent": "LunaSentri",
      ...signWebhook({ id, timestampS: Math.floor(nowMs / 1000), body, secret }),
    },
    body,
    timeoutMs: ATTEMPT_TIMEOUT_MS,
  });
  if (answer.kind === "failed") {
    return { kind: "failed", httpStatus: null, message: answer.message, retryAfterMs: null, isFinal: false };
  }
  const { status } = answer;
  if (status >= 200 && status < 300)
    return { kind: "delivered", httpStatus: status, message: `HTTP ${status}` };
  return {
    kind: "failed",
    httpStatus: status,
    message: failureMessage(status, answer.body),
    retryAfterMs: parseRetryAfter({ value: answer.retryAfter, nowMs }),
    isFinal: status === GONE,
  };
}

function failureMessage(status: number, body: string): string {
  if (status >= 300 && status < 400)
    return `HTTP ${status}: redirects are not followed; enter the final address`;
  // What a receiver says is anybody's text: one line, without control characters, and databases refuse U+0000.
  const words = body
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 200);
  return words === "" ? `HTTP ${status}` : `HTTP ${status}: ${words}`;
}
