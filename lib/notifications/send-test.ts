import { randomUUID } from "node:crypto";
import { env } from "../env";
import { guardedAgent } from "../http/outbound";
import { processState } from "../process-state";
import { sealKey } from "../secrets/instance-secret";
import { unseal } from "../secrets/seal";
import { renderTestEvent } from "./webhook/render";
import { sendWebhook } from "./webhook/send";

/** Sends a test event to a channel at once and returns the receiver's true answer. Nothing is recorded, nothing tried again. */
export async function sendTest({
  channel,
  now,
}: {
  channel: { url: string; sealedSecret: string };
  now: Date;
}): Promise<{ ok: boolean; status?: number; message: string }> {
  const id = `msg_${randomUUID()}`;
  const result = await sendWebhook({
    agent: processState("test-agent", () => guardedAgent({ allow: env().webhookAllowCidrs })),
    url: channel.url,
    secret: unseal(channel.sealedSecret, sealKey()),
    id,
    body: renderTestEvent({ id, now }),
    nowMs: now.getTime(),
  });
  return {
    ok: result.kind === "delivered",
    ...(result.httpStatus === null ? {} : { status: result.httpStatus }),
    message: result.message,
  };
}
