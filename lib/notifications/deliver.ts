import type { Database } from "../db/client";
import type { ClaimedDelivery } from "../db/engine";
import { decideSending } from "./decide";
import { findWaitingRecovery, type Loaded, loadForSending, type WaitingRecovery } from "./delivery-data";
import { type Attempt, type Ending, finishDelivery, LEASE_MS } from "./delivery-mutations";
import type { Message } from "./message";
import { decideRetry } from "./retry";
import { sendMessage, type Transports } from "./send";
import { ATTEMPT_TIMEOUT_MS, type SendResult } from "./send-result";

/** What became of one claimed delivery, for the log. */
export type DeliveryOutcome =
  | { kind: "delivered" | "will_retry" | "gave_up"; message: string }
  | { kind: "suppressed"; reason: string }
  /** The claim ran out before the attempt could begin, or before its end could be written. */
  | { kind: "lost_claim" };

/**
 * Carries one claimed delivery to the end of one attempt: decide, look at the claim once more, send, write down, fenced
 * by the claim's token. `claimedAtMs` is monotonic time from before the claim.
 */
export async function deliver({
  transports,
  delivery,
  token,
  claimedAtMs,
}: {
  transports: Transports;
  delivery: ClaimedDelivery;
  token: string;
  claimedAtMs: number;
}): Promise<DeliveryOutcome> {
  const { database } = transports;
  const loaded = await loadForSending(database, delivery, new Date());
  const { event, channel } = loaded;
  // Deleting a machine takes its events and deliveries with it.
  if (event === null) return { kind: "lost_claim" };
  const decision = decideSending({
    event: event.type,
    channel,
    isMachineDisabled: event.isMachineDisabled,
    isMachinePaused: event.isMachinePaused,
    outageState: loaded.outageState,
  });
  if (decision.kind === "suppress" || channel === null) {
    const reason = decision.kind === "suppress" ? decision.reason : "channel_deleted";
    const ending: Ending = { state: "suppressed", reason };
    const isOurs = await finishDelivery(database, { delivery, token, ending, attempt: null });
    return isOurs ? { kind: "suppressed", reason } : { kind: "lost_claim" };
  }
  const recovery = await findToldToo({ database, delivery, event, channel });
  if (performance.now() - claimedAtMs > LEASE_MS - 2 * ATTEMPT_TIMEOUT_MS) return { kind: "lost_claim" };
  const startedAt = new Date();
  const message = toMessage({ event, recovery, isReplay: delivery.isReplay });
  const result = await sendMessage({ transports, channel, uid: delivery.uid, message, now: startedAt });
  const attempt: Attempt = {
    startedAt,
    finishedAt: new Date(),
    isSuccess: result.kind === "delivered",
    httpStatus: result.httpStatus,
    message: result.message,
  };
  const ending = endingOf({ delivery, result, nowMs: startedAt.getTime() });
  const toldToo = ending.state === "delivered" ? recovery : null;
  const isOurs = await finishDelivery(database, { delivery, token, ending, attempt, toldToo });
  if (!isOurs) return { kind: "lost_claim" };
  if (ending.state === "delivered") return { kind: "delivered", message: result.message };
  return { kind: ending.state === "pending" ? "will_retry" : "gave_up", message: result.message };
}

function toMessage({
  event,
  recovery,
  isReplay,
}: {
  event: NonNullable<Loaded["event"]>;
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
  event: NonNullable<Loaded["event"]>;
  channel: NonNullable<Loaded["channel"]>;
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
