import { AppError } from "@/lib/base/errors";
import { limitReached } from "@/lib/base/limit-log";
import type { Session } from "@/lib/people/auth/gate";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { Via } from "@/lib/people/teams/scope";
import type { LiveEvent, Subscriber } from "./poller";
import { liveStreams, pollerOf } from "./streams";

// About as many seconds' worth of events may queue up for a client that does not read.
const MAX_WAITING = 30;

// A browser has one for all of its tabs.
const MAX_OF_ONE_CALLER = 20;
const MAX_OF_ALL = 1_000;

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  // no-transform prevents compression, which would delay events; the other header stops nginx from buffering.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/** A team's overview as a stream of events: `overview` whenever it has changed, `tick` in every other second. */
export function openLiveStream({
  session,
  recheck,
  signal,
}: {
  session: Session;
  recheck: Subscriber["recheck"];
  signal: AbortSignal;
}): Response {
  requirePermission(session.scope, "overview.read");
  if (liveStreams().isClosed) throw new AppError("unavailable", "The hub is stopping.", { retryAfterS: 2 });
  refuseTooMany(session.scope.via);
  const poller = pollerOf(session.team.id);
  const encoder = new TextEncoder();
  let leave = () => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const subscriber: Subscriber = {
          scope: session.scope,
          send(event) {
            if ((controller.desiredSize ?? 0) <= 0) return false;
            controller.enqueue(encoder.encode(toFrame(event)));
            return true;
          },
          close() {
            // Null: the connection broke, so nothing is left to close.
            if (controller.desiredSize !== null) controller.close();
          },
          recheck,
        };
        leave = () => poller.remove(subscriber);
        poller.add(subscriber);
      },
      cancel: () => leave(),
    },
    { highWaterMark: MAX_WAITING },
  );
  signal.addEventListener("abort", () => leave(), { once: true });
  return new Response(stream, { headers: HEADERS });
}

function refuseTooMany({ kind, id }: Via): void {
  const callers = [...liveStreams().pollers.values()].flatMap((poller) => poller.callers);
  const own = callers.filter((caller) => caller.kind === kind && caller.id === id).length;
  if (own < MAX_OF_ONE_CALLER && callers.length < MAX_OF_ALL) return;
  limitReached({
    limit: own < MAX_OF_ONE_CALLER ? "event streams" : "event streams of one session or token",
    who: `${kind} ${id}`,
  });
  throw new AppError("too_many_requests", "Too many pages follow the hub live. Close some of them.", {
    retryAfterS: 10,
  });
}

// An overview of many outages is long, and goes to every open page: its text is made once.
const frames = new WeakMap<LiveEvent, string>();

function toFrame(live: LiveEvent): string {
  const known = frames.get(live);
  if (known !== undefined) return known;
  const frame = `event: ${live.event}\ndata: ${JSON.stringify(live.data)}\n\n`;
  frames.set(live, frame);
  return frame;
}
