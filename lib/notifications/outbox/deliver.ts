import type { ClaimedDelivery } from "../db/engine";
import { decideEnding } from "./decide";
import type { Loaded } from "./delivery-data";
import type { EndedDelivery } from "./ended-delivery";
import { toMessage } from "./message";
import { sendMessage, type Transports } from "./send";
import type { SendResult } from "./send-result";

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
