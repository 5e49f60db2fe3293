import { findCaller, route } from "@/lib/http/route";
import { openLiveStream } from "@/lib/live/open-live-stream";

export const GET = route({
  pattern: "/api/live",
  handle: async ({ session, request }) =>
    openLiveStream({ session, recheck: (now) => findCaller({ request, now }), signal: request.signal }),
});
