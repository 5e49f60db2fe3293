import type { ClaimedDelivery } from "@/lib/db/engine";
import type { Transports } from "../messages/channel-type";
import { toMessage } from "../messages/message";
import type { SendResult } from "../messages/send-result";
import { AS_TOLD } from "../messages/standing";
import { sendTold } from "../transports/send";
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
  const told = {
    messages: [toMessage({ event, isReplay: delivery.isReplay })],
    standings: AS_TOLD,
    key: delivery.uid,
    hubUrl: null,
    now: startedAt,
  };
  const result = await sendTold({ transports, channel, told, notAfterMs });
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
