import type { Agent } from "undici";
import type { Database } from "@/lib/db/client";
import type { Message } from "../messages/message";
import type { Recipient } from "../messages/recipient";
import type { SendResult } from "../messages/send-result";
import type { TelegramAccess } from "./telegram/access";
import { sendAlone } from "./telegram/send-alone";
import { sendWebhook } from "./webhook/send";

/** What the transports need. `agent` is for webhooks, and guarded. */
export type Transports = { database: Database; agent: Agent; telegram: TelegramAccess; sealKey: Buffer };

type Sending = {
  transports: Transports;
  channel: Recipient;
  /** The same over every attempt. */
  uid: string;
  message: Message;
  now: Date;
  /** Monotonic time after which nothing is sent any more; infinite where nobody else would send it. */
  notAfterMs: number;
};

/** Sends one message to a channel, once, in the way of its type. Throws only when the database cannot answer. */
export function sendMessage({
  transports,
  channel,
  uid,
  message,
  now,
  notAfterMs,
}: Sending): Promise<SendResult> {
  const { address } = channel;
  const { database, agent, sealKey, telegram } = transports;
  switch (address.type) {
    case "webhook":
      return sendWebhook({
        agent,
        sealKey,
        channel: { ...channel, url: address.url },
        id: uid,
        message,
        now,
        notAfterMs,
      });
    case "telegram":
      return sendAlone({
        database,
        sealKey,
        access: telegram,
        channel: { id: channel.id, address },
        message,
        now,
      });
  }
}
