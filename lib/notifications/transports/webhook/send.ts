import type { Agent } from "undici";
import { post } from "@/lib/http/outbound";
import { parseRetryAfter } from "@/lib/http/retry-after";
import type { Message } from "../../messages/message";
import type { Recipient } from "../../messages/recipient";
import { ATTEMPT_TIMEOUT_MS, type SendResult } from "../../messages/send-result";
import { openSecret, SECRET_UNREADABLE } from "./open-secret";
import { renderMachineEvent, renderNotice, renderTestEvent } from "./render";
import { signWebhook } from "./sign";

// The receiver says that it is gone for good; everything else may be mended there.
const GONE = 410;

/** Signs one message with the channel's secret and sends it, once. `id` becomes its webhook-id. Never throws. */
export async function sendWebhook({
  agent,
  sealKey,
  channel,
  id,
  message,
  now,
  notAfterMs,
}: {
  agent: Agent;
  sealKey: Buffer;
  channel: Pick<Recipient, "sealedSecret" | "oldSecret"> & { url: string };
  id: string;
  message: Message;
  now: Date;
  notAfterMs: number;
}): Promise<SendResult> {
  const secret = openSecret(channel.sealedSecret, sealKey);
  if (secret === null) return SECRET_UNREADABLE;
  const { oldSecret: old } = channel;
  const oldSecret = old && now < old.until ? openSecret(old.sealed, sealKey) : null;
  const body = render({ message, id, now });
  const nowMs = now.getTime();
  const answer = await post({
    agent,
    url: channel.url,
    headers: {
      "content-type": "application/json",
      "user-agent": "LunaSentri",
      ...signWebhook({ id, timestampS: Math.floor(nowMs / 1000), body, secret, oldSecret }),
    },
    body,
    timeoutMs: ATTEMPT_TIMEOUT_MS,
    notAfterMs,
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

function render({ message, id, now }: { message: Message; id: string; now: Date }): string {
  switch (message.kind) {
    case "machine":
      return renderMachineEvent(message);
    case "notice":
      return renderNotice(message);
    case "test":
      return renderTestEvent({ id, now });
  }
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
