import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { GET as openapi } from "@/app/api/v1/openapi.json/route";
import type { DescribedHandler } from "@/lib/api/public-route";
import { listRouteFiles } from "../support/route-files";

type Described = {
  operationId: string;
  summary: string;
  security: Record<string, []>[];
  parameters?: { in: string; name: string }[];
  responses: Record<string, object>;
};
type Document = { paths: Record<string, Record<string, Described>>; components: Record<string, object> };

const response = await openapi(new Request("http://hub.lan/api/v1/openapi.json"), {
  params: Promise.resolve({}),
});
const document = (await response.json()) as Document;
const operations = Object.entries(document.paths).flatMap(([address, methods]) =>
  Object.entries(methods).map(([method, described]) => ({ address, method, described })),
);

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
// next-auth's own route, and the one that answers unknown paths.
const routes = listRouteFiles().filter(({ address }) => !address.includes("[..."));

describe("the document is made once", () => {
  const ask = (headers: Record<string, string> = {}) =>
    openapi(new Request("http://hub.lan/api/v1/openapi.json", { headers }), { params: Promise.resolve({}) });

  it("and not sent again to somebody who has it", async () => {
    const etag = response.headers.get("etag") ?? "";
    const again = await ask({ "if-none-match": `"other", ${etag}` });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await ask({ "if-none-match": '"other"' })).status).toBe(200);
  });

  it("and sent compressed to somebody who can read that", async () => {
    const answer = await ask({ "accept-encoding": "br, gzip" });
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect(JSON.parse(gunzipSync(await answer.arrayBuffer()).toString())).toEqual(document);
    expect((await ask({ "accept-encoding": "gzip;q=0" })).headers.get("content-encoding")).toBeNull();
  });
});

describe("every route is in the document", () => {
  it.each(routes)("$address", async ({ address, file }) => {
    const module = (await import(file)) as Record<string, DescribedHandler>;
    for (const method of METHODS.filter((each) => each in module)) {
      const operation = module[method]?.operation;
      expect(operation, `${method} ${address} is not made by route() or publicRoute()`).toBeDefined();
      const described = operation?.pattern.replace(/:(\w+)/g, "{$1}") ?? "";
      // Agents may say /agent/… or /api/agent/…
      expect(described, `the pattern in ${file}`).toBe(address.replace(/^\/api\/agent\//, "/agent/"));
      expect(
        document.paths[described]?.[method.toLowerCase()],
        `${method} ${address} is missing: add its module to app/api/v1/openapi.json/routes.ts`,
      ).toBeDefined();
    }
  });

  it("and nothing else is", () => {
    const addresses = new Set(routes.map(({ address }) => address));
    expect(Object.keys(document.paths).filter((address) => !addresses.has(address))).toEqual([]);
  });
});

describe("the document", () => {
  it("refers only to what it contains", () => {
    const references = JSON.stringify(document).match(/"#\/components\/[^"]+"/g) ?? [];
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) {
      const [, , kind = "", name = ""] = (JSON.parse(reference) as string).split("/");
      expect(document.components[kind], reference).toHaveProperty(name);
    }
    for (const { described } of operations) {
      for (const scheme of described.security.flatMap(Object.keys))
        expect(document.components.securitySchemes).toHaveProperty(scheme);
    }
  });

  it("names each operation once, in a sentence, with every part of its path", () => {
    const ids = operations.map(({ described }) => described.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { address, method, described } of operations) {
      expect(described.summary, `${method} ${address}`).toMatch(/^[A-Z].*[.?]$/);
      const inAddress = [...address.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const named = (described.parameters ?? []).filter((parameter) => parameter.in === "path");
      expect(named.map(({ name }) => name)).toEqual(inAddress);
    }
  });

  it("says who may call", () => {
    const open = operations.filter(({ described }) => described.security.length === 0);
    expect(open.map(({ address }) => address).toSorted()).toEqual([
      "/agent.sh",
      "/agent/enroll",
      "/api/health",
      "/api/v1/acknowledgements",
      "/api/v1/openapi.json",
      "/api/v1/password-reset",
      "/api/v1/password-reset/mail",
      "/api/v1/register",
      "/api/v1/setup",
      "/install.sh",
    ]);
  });
});

it("has every path of /api/v1 explained in docs/api.md", () => {
  const guide = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");
  for (const address of Object.keys(document.paths).filter((each) => each.startsWith("/api/v1/"))) {
    const pattern = address.replace(/\{(\w+)\}/g, ":$1");
    // A line may name several paths that differ in their last word: `POST /api/v1/machines/:id/disable` · `/enable`.
    const isNamed = guide.includes(`${pattern}\``) || guide.includes(`\`/${path.basename(address)}\``);
    expect(isNamed || guide.includes(`${pattern}?`), `${pattern} is missing`).toBe(true);
  }
});
