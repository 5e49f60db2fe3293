import type { z } from "zod";
import { type CreateDocumentOptions, createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import type { DescribedMethod, Operation } from "../operation";
import { describeResponses, json } from "./responses";

const INFO = {
  title: "LunaSentri",
  version: "1",
  description:
    "Field names are in snake_case, times in RFC 3339 UTC, durations are text such as 2m or 1h30m. Responses may gain fields. Requests with unknown fields are refused, except reports.",
  license: { name: "MIT", identifier: "MIT" },
};

const SECURITY_SCHEMES = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "next-auth.session-token",
    description: "The cookie set by signing in; over https its name begins with __Host-.",
  },
  token: { type: "http", scheme: "bearer", description: "An API token, lst_…" },
  key: { type: "apiKey", in: "header", name: "X-API-Key", description: "A machine's key, lsk_…" },
  keyAsBearer: { type: "http", scheme: "bearer", description: "The same key in Authorization." },
} as const;

const SECURITY: Record<Operation["access"], Partial<Record<keyof typeof SECURITY_SCHEMES, []>>[]> = {
  session: [{ session: [] }, { token: [] }],
  person: [{ session: [] }],
  key: [{ key: [] }, { keyAsBearer: [] }],
  anybody: [],
};

// What zod adds to every object and every integer, but we do not promise: responses may gain fields.
const withoutNoise: CreateDocumentOptions["override"] = ({ jsonSchema, io }) => {
  if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

/** Builds the OpenAPI 3.1 document from these methods. */
export function describeApi(methods: DescribedMethod[]) {
  const paths: ZodOpenApiPathsObject = {};
  for (const described of methods) {
    const path = described.operation.pattern.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [described.method.toLowerCase()]: describe(described) };
  }
  return createDocument(
    {
      openapi: "3.1.0",
      info: INFO,
      servers: [{ url: "/" }],
      paths,
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    { override: withoutNoise },
  );
}

function describe({ method, operation }: DescribedMethod) {
  const { pattern, summary, access, params, query, body, isBodyOptional = false } = operation;
  const path = pattern.replace(/^\/api\/v1/, "");
  return {
    operationId: method.toLowerCase() + path.replace(/\W+(\w)/g, (_, first: string) => first.toUpperCase()),
    summary,
    tags: [path === pattern ? "hub" : (path.split("/")[1] ?? "hub")],
    security: SECURITY[access],
    requestParams: {
      ...(params && { path: params as z.ZodObject }),
      ...(query && { query: query as z.ZodObject }),
    },
    ...(body && { requestBody: { required: !isBodyOptional, content: json(body) } }),
    responses: describeResponses({ method, operation }),
  };
}
