import { randomUUID } from "node:crypto";
import { env } from "../env";
import { guardedAgent } from "../http/outbound";
import { processState } from "../process-state";
import { sealKey } from "../secrets/instance-secret";
import { openSecret, SECRET_UNREADABLE } from "./webhook/open-secret";
import { renderTestEvent } from "./webhook/render";
import { type SendResult, sendWebhook } from "./webhook/send";

/** Sends a test event to a channel at once and returns the receiver's true answer. Nothing is recorded, nothing tried again. */
export async function sendTest({
  channel,
  now,
}: {
  channel: { url: string; sealedSecret: string };
  now: Date;
}): Promise<{ ok: boolean; status?: number; message: string }> {
  const secret = openSecret(channel.sealedSecret, sealKey());
  const result = secret === null ? SECRET_UNREADABLE : await sendNow({ url: channel.url, secret, now });
  return {
    ok: result.kind === "delivered",
    ...(result.httpStatus === null ? {} : { status: result.httpStatus }),
    message: result.message,
  };
}

function sendNow({ url, secret, now }: { url: string; secret: string; now: Date }): Promise<SendResult> {
  const id = `msg_${randomUUID()}`;
  return sendWebhook({
    agent: processState("test-agent", () => guardedAgent({ allow: env().webhookAllowCidrs })),
    url,
    secret,
    id,
    body: renderTestEvent({ id, now }),
    nowMs: now.getTime(),
  });
}
