import type { ClaimedDelivery } from "@/lib/db/engine";
import { toMessage } from "../messages/message";
import type { SendResult } from "../messages/send-result";
import { sendMessage, type Transports } from "../transports/send";
import { decideEnding } from "./decide";
import type { Loaded } from "./delivery-data";
import type { EndedDelivery } from "./ended-delivery";

/** A claim; after `notAfterMs`, monotonic time, somebody else may have it. */
export type Claimed = { delivery: ClaimedDelivery; token: string; notAfterMs: number };
export type Recipient = NonNullable<Loaded["channel"]>;

/** What came of an attempt, and how it is to be written down. */
export type Attempted = { result: SendResult; ended: EndedDelivery };

/** Sends one claimed delivery, once. Throws only when the database cannot answer. */
export async function deliver({
  transports,
  claimed: { delivery, token, notAfterMs },
  event,
  channel,
}: {
  transports: Transports;
  claimed: Claimed;
  event: Loaded["event"];
  channel: Recipient;
}): Promise<Attempted> {
  const startedAt = new Date();
  const message = toMessage({ event, isReplay: delivery.isReplay });
  const result = await sendMessage({
    transports,
    channel,
    uid: delivery.uid,
    message,
    now: startedAt,
    notAfterMs,
  });
  const ending = decideEnding({
    delivery,
    result,
    nowMs: startedAt.getTime(),
    random: Math.random(),
  });
  return { result, ended: { delivery, token, ending, attempt: toAttempt({ startedAt, result }) } };
}

/** An attempt that has just ended, as it is written down. */
export function toAttempt({ startedAt, result }: { startedAt: Date; result: SendResult }) {
  return {
    startedAt,
    finishedAt: new Date(),
    isSuccess: result.kind === "delivered",
    httpStatus: result.httpStatus,
    message: result.message,
  };
}
