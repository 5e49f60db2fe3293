import type { IncomingMessage, ServerResponse } from "node:http";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { limitReached } from "@/lib/base/limit-log";
import { UNNAMED_PROXY_HEADER } from "../forwarded";
import { refuse } from "./refuse";

const WINDOW_S = 60;
const BEHIND_PROXY =
  "These requests came through a proxy that TRUSTED_PROXIES does not name, so all of its clients share one limit.";

/** How many requests each caller may send in a minute. */
export class RequestCount {
  private readonly requests: RateLimiterMemory;

  constructor(
    /** What is counted, for the log. */
    private readonly name: string,
    perMinute: number,
  ) {
    this.requests = new RateLimiterMemory({ points: perMinute, duration: WINDOW_S });
  }

  /** Counts a request; resolves with false if it is one too many, and has been refused. */
  async admit(
    caller: string,
    { request, response }: { request: IncomingMessage; response: ServerResponse },
  ): Promise<boolean> {
    const { consumedPoints, msBeforeNext } = await this.requests.penalty(caller);
    if (consumedPoints <= this.requests.points) return true;
    limitReached({ limit: this.name, who: caller, hint: hintFor(request) });
    const retryAfterS = Math.max(1, Math.ceil(msBeforeNext / 1_000));
    refuse({ request, response, status: 429, retryAfterS });
    return false;
  }
}

/** What to do if the sender of these requests stands for many. Its forwarded headers are settled (forwarded.ts). */
export function hintFor({ headers }: IncomingMessage): string | undefined {
  return headers[UNNAMED_PROXY_HEADER] === undefined ? undefined : BEHIND_PROXY;
}
