import { RateLimiterMemory } from "rate-limiter-flexible";
import { AppError } from "@/lib/base/errors";
import { processState } from "@/lib/base/process-state";

const MAX_FAILURES = 60;
const WINDOW_S = 60;

function limiter(): RateLimiterMemory {
  return processState(
    "enroll-throttle",
    () => new RateLimiterMemory({ points: MAX_FAILURES, duration: WINDOW_S }),
  );
}

/**
 * Runs one exchange of a one-time token for a client address. Successful ones do not count: a whole fleet may be
 * installed from behind one address. Throws AppError "too_many_requests" after sixty failures in a minute.
 */
export async function throttleEnrollment<T>({
  address,
  run,
}: {
  address: string;
  run: () => Promise<T>;
}): Promise<T> {
  // Counted before the attempt, so that many at once cannot slip through.
  const { msBeforeNext, consumedPoints } = await limiter().penalty(address);
  if (consumedPoints > MAX_FAILURES) {
    throw new AppError("too_many_requests", "Too many attempts from this address. Try again in a minute.", {
      retryAfterS: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
    });
  }
  const result = await run();
  await limiter().reward(address);
  return result;
}
