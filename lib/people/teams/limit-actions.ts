import { RateLimiterMemory } from "rate-limiter-flexible";
import { AppError } from "@/lib/base/errors";
import { limitReached } from "@/lib/base/limit-log";
import { processState } from "@/lib/base/process-state";
import type { TeamScope } from "./scope";

const WINDOW_S = 60;

/** What costs others something, with how often a minute one person may do it: it sends messages. */
const PER_MINUTE = { "channel tests": 30, "end-to-end tests": 10 } as const;

/** Counts one such action. Throws AppError "too_many_requests" if the person has done it too often within a minute. */
export async function limitActions(action: keyof typeof PER_MINUTE, { userId }: TeamScope): Promise<void> {
  const limiter = processState(
    `limit of ${action}`,
    () => new RateLimiterMemory({ points: PER_MINUTE[action], duration: WINDOW_S }),
  );
  const { consumedPoints, msBeforeNext } = await limiter.penalty(userId);
  if (consumedPoints <= PER_MINUTE[action]) return;
  limitReached({ limit: `${action} of one account`, who: `account ${userId}` });
  throw new AppError("too_many_requests", `You have started many ${action} within a minute. Wait a little.`, {
    retryAfterS: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
  });
}
