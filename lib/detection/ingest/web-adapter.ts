import type { Operation } from "@/lib/api/operation";
import { reportSchema } from "@/lib/heartbeat/report/schema";
import { readLimited } from "@/lib/http/read-limited";
import { ingest } from "./ingest";
import { ingestServices } from "./ingest-services";

/** The same function for a Next route handler. */
export const ingestWeb = Object.assign(answerWeb, {
  operation: {
    pattern: "/agent/metrics",
    summary: "Send a report: proof of life, with or without metrics.",
    access: "key",
    body: reportSchema,
    answers: { 202: null },
    refuses: ["invalid", "too_large", "unsupported_media_type", "too_many_requests"],
  } satisfies Operation,
});

async function answerWeb(request: Request): Promise<Response> {
  const answer = await ingest({
    services: await ingestServices(),
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
