import { database } from "../db/client";
import { env } from "../env";
import { guardedAgent } from "../http/outbound";
import { processState } from "../process-state";
import { sealKey } from "../secrets/instance-secret";
import type { Recipient } from "./recipient";
import { sendMessage } from "./send";
import type { SendResult } from "./send-result";
import { telegramAccess } from "./telegram/access";

type Test = { uid: string; channel: Recipient; now: Date };

/** Sends a test message to a channel at once, and only once. `uid` becomes its webhook-id. */
export async function sendTest({ uid, channel, now }: Test): Promise<SendResult> {
  const transports = {
    database: await database(),
    agent: processState("test-agent", () => guardedAgent({ allow: env().webhookAllowCidrs })),
    telegram: telegramAccess(),
    sealKey: sealKey(),
  };
  return sendMessage({
    transports,
    channel,
    uid,
    message: { kind: "test" },
    now,
    notAfterMs: Number.POSITIVE_INFINITY,
  });
}
