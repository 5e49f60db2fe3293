import { z } from "zod";
import { describeApi } from "@/lib/api/openapi/document";
import { keepDocument, serveDocument } from "@/lib/api/openapi/serve-document";
import { type DescribedHandler, publicRoute } from "@/lib/api/public-route";
import { processState } from "@/lib/base/process-state";
import { ROUTES } from "./routes";

export const GET: DescribedHandler = publicRoute({
  pattern: "/api/v1/openapi.json",
  summary: "Get this document.",
  answers: { 200: z.record(z.string(), z.unknown()), 304: null },
  handle: async ({ request }) =>
    serveDocument(
      processState("openapi-document", () => keepDocument(apiDocument())),
      request.headers,
    ),
});

const isDescribed = (value: unknown): value is DescribedHandler =>
  typeof value === "function" && "operation" in value;

function apiDocument() {
  const methods = [...ROUTES, { GET }].flatMap((module) =>
    Object.entries<unknown>(module).flatMap(([method, handler]) =>
      isDescribed(handler) ? [{ method, operation: handler.operation }] : [],
    ),
  );
  return describeApi(methods);
}
