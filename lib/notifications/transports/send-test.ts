import { env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";
import { database } from "@/lib/db/client";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { guardedAgent } from "@/lib/http/outbound";
import type { Recipient } from "../messages/recipient";
import type { SendResult } from "../messages/send-result";
import { sendMessage } from "./send";
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
