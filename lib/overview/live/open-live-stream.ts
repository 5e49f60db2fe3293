import { AppError } from "@/lib/base/errors";
import type { Session } from "@/lib/people/auth/gate";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { LiveEvent, Subscriber } from "./poller";
import { liveStreams, pollerOf } from "./streams";

// About as many seconds' worth of events may queue up for a client that does not read.
const MAX_WAITING = 30;

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

function toFrame({ event, data }: LiveEvent): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
