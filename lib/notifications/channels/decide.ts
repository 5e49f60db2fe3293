import { formatAge } from "@/lib/base/duration";
import { withoutFullStop } from "@/lib/base/text";
import type { ChannelRecord } from "@/lib/db/models";
import { countText } from "./waiting-count";

/**
 * Whether a channel delivers, as far as is known.
 * - `retrying`: attempts have failed for a moment. - `failing`: all have, for a minute or longer.
 * - `failed`: a delivery was given up, and nothing has arrived since. - `unusable`: what its type needs is not set up.
 */
export const CHANNEL_STATES = ["works", "retrying", "failing", "failed", "unusable"] as const;
export type ChannelState = (typeof CHANNEL_STATES)[number];

/** What is known about a channel; times by the hub's clock. */
export type ChannelFacts = {
  /** Why nothing can be sent to its type right now; null: no known problem. */
  problem: string | null;
  failedAtMs: number | null;
  failingSinceMs: number | null;
};

/** What is known about whether a channel delivers. */
export function toFacts(
  { failedAt, failingSince }: Pick<ChannelRecord, "failedAt" | "failingSince">,
  problem: string | null,
): ChannelFacts {
  return {
    problem,
    failedAtMs: failedAt?.getTime() ?? null,
    failingSinceMs: failingSince?.getTime() ?? null,
  };
}

/** A receiver that restarts is back within this time. */
const FAILING_AFTER_MS = 60_000;

/** Decides whether a channel delivers: everything that shows or counts channels asks here. */
export function decideChannelState(
  { problem, failedAtMs, failingSinceMs }: ChannelFacts,
  nowMs: number,
): ChannelState {
  if (problem !== null) return "unusable";
  if (failedAtMs !== null) return "failed";
  if (failingSinceMs === null) return "works";
  return nowMs - failingSinceMs >= FAILING_AFTER_MS ? "failing" : "retrying";
}

/** Whether an alert to a channel in this state is expected to arrive. */
export function isExpectedToWork(state: ChannelState): boolean {
  return state === "works" || state === "retrying";
}

/** What would hinder an alert to a channel, as a sentence without times of day; null: nothing that is known. */
export function whatHinders({
  facts,
  lastAnswer,
  waitingCount,
  nowMs,
}: {
  facts: ChannelFacts;
  /** The words of the latest failed attempt. */
  lastAnswer: string | null;
  waitingCount: number;
  nowMs: number;
}): string | null {
  const why = lastAnswer === null ? "." : `: ${withoutFullStop(lastAnswer)}.`;
  switch (decideChannelState(facts, nowMs)) {
    case "works":
      return null;
    case "unusable":
      return facts.problem;
    case "failed":
      return `The alert would be attempted, but recent deliveries have failed${why}`;
    case "retrying":
    case "failing":
      return `The alert would be attempted, but ${failing(nowMs - (facts.failingSinceMs ?? nowMs))}${why}${waiting(waitingCount)}`;
  }
}

function failing(forMs: number): string {
  return forMs < 1_000
    ? "the latest attempt has just failed"
    : `every attempt has failed for ${formatAge(forMs)}`;
}

function waiting(count: number): string {
  if (count === 0) return "";
  return count === 1 ? " 1 message is waiting." : ` ${countText(count)} messages are waiting.`;
}
