import { once } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { setImmediate as arrivals, setTimeout as sleep } from "node:timers/promises";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { limitReached } from "@/lib/base/limit-log";
import { clientAddress, clientNetwork } from "../client-address";
import { decideWay, type SlotLimits } from "./decide";
import { refuse } from "./refuse";
import { type Slot, Slots } from "./slots";

const WINDOW_S = 60;
const LOOK_EVERY_MS = 1_000;
const HOLD_LIMIT_MS = 30_000;
// While the database does not answer, pages must say so.
const GIVE_WAY_MS = 1_000;
// Turns of the event loop in which a report arrives: its connection is accepted, read, and its body handed on.
const ARRIVAL_TURNS = 4;
const RETRY_AFTER_S = 2;

const BEHIND_PROXY =
  "These requests came through a proxy that TRUSTED_PROXIES does not name, so all of its clients share one limit.";

type ShareLimits = { perMinute: number; waitLimitMs: number } & SlotLimits;

const OTHERS = {
  perMinute: 600,
  underWay: 2,
  underWayOfOne: 1,
  waiting: 32,
  waitingOfOne: 16,
  waitLimitMs: 5_000,
};
const LIMITS: Record<"known" | "strangers" | "health", ShareLimits> = {
  // Over HTTP/2 a browser asks for everything at once: somebody who opens thirty tabs waits, and is not refused.
  known: {
    perMinute: 3_000,
    underWay: 2,
    underWayOfOne: 1,
    waiting: 2_048,
    waitingOfOne: 512,
    waitLimitMs: 20_000,
  },
  strangers: OTHERS,
  health: OTHERS,
};

/** A share of the hub: how many requests one caller may send in a minute, and how many may be under way. */
class Share {
  readonly slots: Slots;
  readonly waitLimitMs: number;
  private readonly requests: RateLimiterMemory;

  constructor(
    readonly name: string,
    { perMinute, waitLimitMs, ...slots }: ShareLimits,
  ) {
    this.waitLimitMs = waitLimitMs;
    this.slots = new Slots(slots);
    this.requests = new RateLimiterMemory({ points: perMinute, duration: WINDOW_S });
  }

  /** Counts a request. Returns the seconds to wait if it is one too many, else 0. */
  async count(caller: string): Promise<number> {
    const { consumedPoints, msBeforeNext } = await this.requests.penalty(caller);
    return consumedPoints > this.requests.points ? Math.max(1, Math.ceil(msBeforeNext / 1_000)) : 0;
  }
}

type Recognise = (asked: {
  headers: IncomingHttpHeaders;
  network: string;
  nowMs: number;
}) => Promise<string | null>;

/**
 * Stands before pages and API: few requests are rendered at once, because each of them keeps reports waiting. People and
 * programs that the hub knows, strangers, and health checks have separate shares, so that none can crowd out another.
 */
export class Door {
  private readonly known: Share;
  private readonly strangers: Share;
  private readonly health: Share;

  /**
   * `recognise` says who is known; null: a stranger, who is counted by network. `ears`: what every request gives way to.
   */
  constructor(
    private readonly recognise: Recognise,
    private readonly ears: { settled(): Promise<void> },
    limits = LIMITS,
  ) {
    this.known = new Share("requests of one account or token", limits.known);
    this.strangers = new Share("requests of one address", limits.strangers);
    this.health = new Share("health checks of one address", limits.health);
  }

  /** Resolves with true when it is this request's turn; false: it has been answered with a refusal. */
  async admit(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const way = decideWay(request.url ?? "");
    const { caller, share } = await this.callerOf(request, way === "health");
    const waitS = await share.count(caller);
    if (waitS > 0) {
      limitReached({ limit: share.name, who: caller, hint: hintFor(request) });
      refuse({ request, response, status: 429, retryAfterS: waitS });
      return false;
    }
    const slot = share.slots.enter(caller);
    if (slot !== null && (await isTurn({ slot, response, limitMs: share.waitLimitMs }))) {
      hold({ slot, request, response, isStream: way === "stream" });
      await this.giveWay();
      return true;
    }
    if (response.destroyed) return false;
    limitReached({ limit: `${share.name} at once`, who: caller, hint: hintFor(request) });
    refuse({ request, response, status: 503, retryAfterS: RETRY_AFTER_S });
    return false;
  }

  /** Waits, but not for long, until the reports that have arrived by now are stored: once it begins, they would wait for it. */
  private async giveWay(): Promise<void> {
    for (let turn = 0; turn < ARRIVAL_TURNS; turn++) await arrivals();
    await Promise.race([this.ears.settled(), sleep(GIVE_WAY_MS)]);
  }

  private async callerOf(request: IncomingMessage, isHealth: boolean) {
    const { headers, socket } = request;
    const address = clientAddress((name) =>
      name === "x-forwarded-for" ? (forwardedFor(headers) ?? socket.remoteAddress ?? null) : null,
    );
    const network = clientNetwork(address);
    if (isHealth) return { caller: network, share: this.health };
    const known = await this.recognise({ headers, network, nowMs: performance.now() });
    return known === null ? { caller: network, share: this.strangers } : { caller: known, share: this.known };
  }
}

function forwardedFor(headers: IncomingHttpHeaders): string | null {
  const value = headers["x-forwarded-for"];
  return typeof value === "string" ? value : null;
}

/** Whether the turn came in time, and before the client left. The place is left otherwise. */
async function isTurn({
  slot,
  response,
  limitMs,
}: {
  slot: Slot;
  response: ServerResponse;
  limitMs: number;
}): Promise<boolean> {
  const isOver = new AbortController();
  const { signal } = isOver;
  const late = sleep(limitMs, false, { signal }).catch(() => false);
  const left = once(response, "close", { signal }).then(
    () => false,
    () => false,
  );
  const isIn = await Promise.race([slot.turn.then(() => !response.destroyed), late, left]);
  isOver.abort();
  if (!isIn) slot.leave();
  return isIn;
}

/** Keeps the place until the request has been answered, or waits for somebody else than the thread. */
function hold({
  slot,
  request,
  response,
  isStream,
}: {
  slot: Slot;
  request: IncomingMessage;
  response: ServerResponse;
  isStream: boolean;
}): void {
  const beganMs = performance.now();
  let writtenBefore = -1;
  const timer = setInterval(() => {
    const heldMs = performance.now() - beganMs;
    const written = request.socket.bytesWritten;
    const isRead = written > writtenBefore;
    if (isWaiting({ request, response, isRead }) || heldMs >= HOLD_LIMIT_MS) leave();
    writtenBefore = written;
  }, LOOK_EVERY_MS);
  const leave = () => {
    clearInterval(timer);
    slot.leave();
  };
  response.once("close", leave);
  if (!isStream) return;
  response.writeHead = new Proxy(response.writeHead, {
    apply(writeHead, self, given) {
      leave();
      return Reflect.apply(writeHead, self, given);
    },
  });
}

/** Whether its client has not sent all or does not read, or what it wrote is on its way: only pages take long to make. */
function isWaiting({
  request,
  response,
  isRead,
}: {
  request: IncomingMessage;
  response: ServerResponse;
  /** Whether some of the answer has left since the last look. */
  isRead: boolean;
}): boolean {
  const isWrite = request.method !== "GET" && request.method !== "HEAD";
  return isWrite || !request.complete || (response.writableLength > 0 && !isRead);
}

/** What to do if the sender of these requests stands for many. Raw headers still have what settleForwarded removed. */
function hintFor({ headers, rawHeaders, socket }: IncomingMessage): string | undefined {
  const isForwarded = rawHeaders.some((name, index) => index % 2 === 0 && /^x-forwarded-for$/i.test(name));
  const peer = clientAddress(() => socket.remoteAddress ?? null);
  return isForwarded && (forwardedFor(headers) ?? peer) === peer ? BEHIND_PROXY : undefined;
}
