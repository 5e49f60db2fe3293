import { env } from "../env";
import { guardedAgent } from "../http/outbound";
import { processState } from "../process-state";
import { sealKey } from "../secrets/instance-secret";
import { openSecret, SECRET_UNREADABLE } from "./webhook/open-secret";
import { renderTestEvent } from "./webhook/render";
import { type SendResult, sendWebhook } from "./webhook/send";

type Test = { uid: string; channel: { url: string; sealedSecret: string | null }; now: Date };

/** Sends a test event to a channel at once, and only once. `uid` becomes its webhook-id. */
export async function sendTest({ uid, channel, now }: Test): Promise<SendResult> {
  const secret = openSecret(channel.sealedSecret, sealKey());
  if (secret === null) return SECRET_UNREADABLE;
  return sendWebhook({
    agent: processState("test-agent", () => guardedAgent({ allow: env().webhookAllowCidrs })),
    url: channel.url,
    secret,
    id: uid,
    body: renderTestEvent({ id: uid, now }),
    nowMs: now.getTime(),
  });
}
