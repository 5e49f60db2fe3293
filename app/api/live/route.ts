import { findCaller, route } from "@/lib/api/route";
import { openLiveStream } from "@/lib/overview/live/open-live-stream";

export const GET = route({
  pattern: "/api/live",
  summary: "Follow a stream of events: overview when something has changed, tick every second.",
  answers: { 200: "text/event-stream" },
  handle: async ({ session, request }) =>
    openLiveStream({ session, recheck: (now) => findCaller({ request, now }), signal: request.signal }),
});
