import { once } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { limitReached } from "@/lib/base/limit-log";
import { clientNetwork, settledAddress } from "../client-address";
import type { SlotLimits } from "./decide";
import { refuse } from "./refuse";
import { hintFor, RequestCount } from "./request-count";
import { type Slot, Slots } from "./slots";

const LOOK_EVERY_MS = 1_000;
const HOLD_LIMIT_MS = 30_000;
const RETRY_AFTER_S = 2;

type ShareLimits = { perMinute: number; waitLimitMs: number } & SlotLimits;

const LIMITS: Record<"known" | "strangers", ShareLimits> = {
  // Over HTTP/2 a browser asks for everything at once: somebody who opens thirty tabs waits, and is not refused.
  known: {
    perMinute: 3_000,
    underWay: 2,
    underWayOfOne: 1,
    waiting: 2_048,
    waitingOfOne: 512,
    waitLimitMs: 20_000,
  },
  strangers: {
    perMinute: 600,
    underWay: 2,
    underWayOfOne: 1,
    waiting: 32,
    waitingOfOne: 16,
    waitLimitMs: 5_000,
  },
};

/** A share of the hub: how many requests one caller may send in a minute, and how many may be under way. */
class Share {
  readonly slots: Slots;
  readonly waitLimitMs: number;
  readonly requests: RequestCount;

  constructor(
    readonly name: string,
    { perMinute, waitLimitMs, ...slots }: ShareLimits,
  ) {
    this.waitLimitMs = waitLimitMs;
    this.slots = new Slots(slots);
    this.requests = new RequestCount(name, perMinute);
  }
}

type Recognise = (asked: {
  headers: IncomingHttpHeaders;
  network: string;
  nowMs: number;
}) => Promise<string | null>;

/**
 * Stands before pages and API: few requests are rendered at once, because on one thread more at once finish no earlier.
 * People and programs that the hub knows, and strangers, have separate shares, so that neither can crowd out the other.
 */
export class Door {
  private readonly known: Share;
  private readonly strangers: Share;

  /** `recognise` says who is known; null: a stranger, who is counted by network. */
  constructor(
    private readonly recognise: Recognise,
    limits = LIMITS,
  ) {
    this.known = new Share("requests of one account or token", limits.known);
    this.strangers = new Share("requests of one address", limits.strangers);
  }

  /** Resolves with true when it is this request's turn; false: it has been answered with a refusal. */
  async admit(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { caller, share } = await this.callerOf(request);
    if (!(await share.requests.admit(caller, { request, response }))) return false;
    const slot = share.slots.enter(caller);
    if (slot !== null && (await isTurn({ slot, response, limitMs: share.waitLimitMs }))) {
      hold({ slot, request, response, isStream: isStream(request.url ?? "") });
      return true;
    }
    if (response.destroyed) return false;
    limitReached({ limit: `${share.name} at once`, who: caller, hint: hintFor(request) });
    refuse({ request, response, status: 503, retryAfterS: RETRY_AFTER_S });
    return false;
  }

  private async callerOf({ headers }: IncomingMessage) {
    const network = clientNetwork(settledAddress(headers));
    const known = await this.recognise({ headers, network, nowMs: performance.now() });
    return known === null ? { caller: network, share: this.strangers } : { caller: known, share: this.known };
  }
}

/** An event stream is under way only until it has begun to flow (lib/overview/live bounds how many flow). */
function isStream(target: string): boolean {
  return target.split("?", 1)[0] === "/api/live";
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
