import { makeButton } from "../../buttons/make-button";
import type { Transports } from "../../messages/channel-type";
import type { SendResult } from "../../messages/send-result";
import { sendTold } from "../../transports/send";
import type { Claim, ClaimedRow } from "./claims";
import { decideEnding } from "./decide";
import type { Loaded } from "./delivery-data";
import type { Attempt, EndedDelivery } from "./ended-delivery";
import { realOf, toSentStep } from "./told";

export type Recipient = NonNullable<Loaded["channel"]>;

/** The result of sending, ready to be recorded; empty: nothing to record, and the deliveries are released. */
export type Delivered = { result: SendResult; ended: EndedDelivery[] };

/** Sends claimed deliveries of one channel as one message, once. Throws only when the database does not answer. */
export async function deliver({
  transports,
  hubUrl,
  claim: { token, notAfterMs },
  rows,
  channel,
}: {
  transports: Transports;
  hubUrl: string | null;
  claim: Pick<Claim, "token" | "notAfterMs">;
  rows: readonly ClaimedRow[];
  channel: Recipient;
}): Promise<Delivered> {
  const startedAt = new Date();
  const sent = toSentStep({ rows, hubUrl, now: startedAt });
  const button =
    channel.place.type.hasButton === true
      ? await makeButton({
          ...{ transports, channelId: channel.id, hubUrl, key: sent.key, now: startedAt },
          deliveries: realOf(rows),
        })
      : null;
  const told = button === null ? sent : { ...sent, button };
  const result = await sendTold({ transports, channel, told, notAfterMs });
  if (result.kind === "failed" && result.blame === "instance") return { result, ended: [] };
  const attempt = toAttempt({ startedAt, result });
  // The same delay for all of them: what failed together is retried together.
  const random = Math.random();
  const ended = rows.map(({ delivery }): EndedDelivery => {
    const ending = decideEnding({ delivery, result, nowMs: startedAt.getTime(), random });
    return { delivery, token, ending, attempt };
  });
  return { result, ended };
}

/** An attempt that has just ended, ready to be recorded. */
function toAttempt({ startedAt, result }: { startedAt: Date; result: SendResult }): Attempt {
  return {
    startedAt,
    finishedAt: new Date(),
    isSuccess: result.kind === "delivered",
    httpStatus: result.httpStatus,
    message: result.message,
  };
}
