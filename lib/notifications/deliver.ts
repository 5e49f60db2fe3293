import type { Database } from "../db/client";
import type { ClaimedDelivery } from "../db/engine";
import { decideSending } from "./decide";
import { findWaitingRecovery, type Loaded, type WaitingRecovery } from "./delivery-data";
import type { EndedDelivery, Ending } from "./delivery-mutations";
import type { Message } from "./message";
import { decideRetry } from "./retry";
import { sendMessage, type Transports } from "./send";
import type { SendResult } from "./send-result";

export type Claimed = { delivery: ClaimedDelivery; token: string };
export type Recipient = NonNullable<Loaded["channel"]>;

/** What came of an attempt, and how it is to be written down. */
export type Attempted = { result: SendResult; ended: EndedDelivery };

/** Sends one claimed delivery, once. Throws only when the database cannot answer. */
export async function deliver({
  transports,
  claimed: { delivery, token },
  event,
  channel,
}: {
  transports: Transports;
  claimed: Claimed;
  event: Loaded["event"];
  channel: Recipient;
}): Promise<Attempted> {
  const recovery = await findToldToo({ database: transports.database, delivery, event, channel });
  const startedAt = new Date();
  const message = toMessage({ event, recovery, isReplay: delivery.isReplay });
  const result = await sendMessage({ transports, channel, uid: delivery.uid, message, now: startedAt });
  const attempt = {
    startedAt,
    finishedAt: new Date(),
    isSuccess: result.kind === "delivered",
    httpStatus: result.httpStatus,
    message: result.message,
  };
  const ending = endingOf({ delivery, result, nowMs: startedAt.getTime() });
  const toldToo = ending.state === "delivered" ? recovery : null;
  return { result, ended: { delivery, token, ending, attempt, toldToo } };
}

function toMessage({
  event,
  recovery,
  isReplay,
}: {
  event: Loaded["event"];
  recovery: WaitingRecovery | null;
  isReplay: boolean;
}): Message {
  const { id, type, occurredAt, told } = event;
  const common = { id, occurredAt, isReplay };
  if (told.kind === "notice") return { ...common, kind: "notice", event: told.type, facts: told.facts };
  return { ...common, kind: "machine", event: type, facts: told.facts, recovery: recovery?.facts ?? null };
}

/** The recovery that is to be told in one message with its outage: for people, where it would be sent as well. */
async function findToldToo({
  database,
  delivery,
  event,
  channel,
}: {
  database: Database;
  delivery: ClaimedDelivery;
  event: Loaded["event"];
  channel: Recipient;
}): Promise<WaitingRecovery | null> {
  if (event.type !== "machine.offline" || channel.address.type !== "telegram") return null;
  const { isMachineDisabled, isMachinePaused } = event;
  const decision = decideSending({
    event: "machine.online",
    channel,
    isMachineDisabled,
    isMachinePaused,
    outageState: "sending",
  });
  return decision.kind === "send" ? findWaitingRecovery(database, delivery) : null;
}

function endingOf({
  delivery,
  result,
  nowMs,
}: {
  delivery: ClaimedDelivery;
  result: SendResult;
  nowMs: number;
}): Ending {
  if (result.kind === "delivered") return { state: "delivered", reason: null };
  if (result.isFinal) return { state: "dead", reason: "refused" };
  const retry = decideRetry({
    attemptCount: delivery.attemptCount,
    ageMs: nowMs - delivery.createdAtMs,
    retryAfterMs: result.retryAfterMs,
    random: Math.random(),
  });
  return retry.kind === "retry"
    ? { state: "pending", delayMs: retry.delayMs }
    : { state: "dead", reason: "expired" };
}
