import { RateLimiterMemory } from "rate-limiter-flexible";
import { AppError } from "@/lib/base/errors";
import { limitReached } from "@/lib/base/limit-log";
import { processState } from "@/lib/base/process-state";

/** How many mails one person may cause within an hour, to whatever addresses. */
const PER_HOUR = 60;

/** Counts a mail that a person causes. Throws AppError "too_many_requests" if they have caused too many within the hour. */
export async function admitMail({ userId }: { userId: number }): Promise<void> {
  const limiter = processState(
    "limit of mails",
    () => new RateLimiterMemory({ points: PER_HOUR, duration: 3_600 }),
  );
  const { consumedPoints, msBeforeNext } = await limiter.penalty(userId);
  if (consumedPoints <= PER_HOUR) return;
  limitReached({ limit: "mails of one account", who: `account ${userId}` });
  throw new AppError(
    "too_many_requests",
    `You have had ${PER_HOUR} e-mails sent within an hour. Wait a little.`,
    {
      retryAfterS: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
    },
  );
}
