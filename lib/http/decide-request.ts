import { mayBeOurs, readHost } from "./host";

/** What is known of a request before anything of it is looked up. `host`: as it was settled (forwarded.ts). */
export type Asked = {
  method: string;
  target: string;
  host: string | undefined;
  forwardedHost: string | undefined;
  hasBearer: boolean;
  hubUrl: string | null;
};

export type Refusal = { status: 400 | 403 | 404 | 405; message: string; allow?: string };

const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
const PAGE_METHODS = ["GET", "HEAD"];

/** What answers under every host: no cookie counts there, and agents and probes may know the hub by any name. */
const HOSTLESS = ["/agent/", "/api/agent/", "/agent.sh", "/install.sh", "/api/health", "/_next/static/"];
const NO_PAGES = ["/api/", ...HOSTLESS];
/** Here a token counts for nothing. */
const WITHOUT_TOKEN = ["/api/auth/", "/api/v1/setup", "/api/v1/register", "/api/v1/password-reset"];
// Whatever is behind would go up a folder, and answer for another path than the one that was judged.
const DOT_SEGMENTS = /(?:^|[/\\])\.{1,2}(?:[/\\]|$)/;
// Next's names for parts of pages in files, which a running server has no use for: browsers ask for them by a header. As
// addresses of pages they would be unknown ones, and their parts would name all others.
const PARTS_AS_FILES = /\.rsc\/?$|\.segments\//;

/**
 * Why a request is refused before anything works on it; null: it is not. A malformed one would fail somewhere behind, and
 * one for a host that is not ours could come from a page of another site (DNS rebinding).
 */
export function decideRequest(asked: Asked): Refusal | null {
  const { method, target } = asked;
  if (!METHODS.includes(method)) return notAllowed(method, METHODS);
  const path = pathOf(target);
  if (path === null) {
    return {
      status: 400,
      message: "The address of this request is malformed. Check its percent signs and dots.",
    };
  }
  if (PARTS_AS_FILES.test(path)) return { status: 404, message: "Nothing exists at this address." };
  if (!startsWithAny(path, NO_PAGES) && !PAGE_METHODS.includes(method))
    return notAllowed(method, PAGE_METHODS);
  return startsWithAny(path, HOSTLESS) ? null : decideHost(path, asked);
}

/** A request target without the host that a proxy may have written before its path: "http://hub.lan/machines". */
export function originForm(target: string): string {
  if (target.startsWith("/") || !URL.canParse(target)) return target;
  const { protocol, pathname, search } = new URL(target);
  return protocol === "http:" || protocol === "https:" ? `${pathname}${search}` : target;
}

/** The decoded path of a request target. Null: it cannot be decoded, leads up a folder, or no path can be meant by it. */
function pathOf(target: string): string | null {
  if (!target.startsWith("/")) return null;
  try {
    const path = decodeURIComponent(target.split("?", 1)[0] ?? "");
    return path.includes("\0") || DOT_SEGMENTS.test(path) ? null : path;
  } catch {
    return null;
  }
}

function decideHost(path: string, { host, forwardedHost, hasBearer, hubUrl }: Asked): Refusal | null {
  const named = forwardedHost ?? host;
  // Only a program from before there were hosts leaves it out: no browser, and so no other site's page.
  if (named === undefined) return null;
  const read = readHost(named);
  if (read === null)
    return { status: 400, message: "The Host header of this request is not the name of a host." };
  if (mayBeOurs({ host: read, hubUrl })) return null;
  // No page that merely leads here knows a token, and with a token the cookie is ignored.
  if (hasBearer && path.startsWith("/api/") && !startsWithAny(path, WITHOUT_TOKEN)) return null;
  return {
    status: 403,
    message:
      `This request is for ${read.name}, but this hub is at ${hubUrl}. Open that address instead. ` +
      "If you did, the proxy in between hides it: let it pass on the Host header that it gets " +
      "(nginx: proxy_set_header Host $http_host;), or set HUB_URL to the address that people open.",
  };
}

function notAllowed(method: string, allowed: string[]): Refusal {
  const allow = allowed.join(", ");
  return { status: 405, message: `${method} is not possible here, only ${allow}.`, allow };
}

function startsWithAny(path: string, starts: string[]): boolean {
  return starts.some((start) => path.startsWith(start));
}
