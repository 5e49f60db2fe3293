import { readLimited } from "../http/read-limited";
import { frontDoor } from "./front-door";
import { ingest } from "./ingest";

/** The same function for a Next route handler. */
export async function ingestWeb(request: Request): Promise<Response> {
  const answer = await ingest({
    door: await frontDoor(),
    request: {
      header: (name) => request.headers.get(name),
      readBody: (maxBytes) => readLimited(request.body, maxBytes),
    },
    nowMs: Date.now(),
  });
  return new Response(answer.body === "" ? null : answer.body, {
    status: answer.status,
    headers: answer.headers,
  });
}
