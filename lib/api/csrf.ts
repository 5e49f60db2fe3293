/** The headers that say where a request comes from. Null: header absent. */
export type RequestOrigin = {
  method: string;
  /** The Host header, and X-Forwarded-Host as our own server has settled it. */
  hosts: readonly string[];
  hubUrl: string | null;
  origin: string | null;
  secFetchSite: string | null;
  contentType: string | null;
  hasBody: boolean;
};

export type CsrfDecision = { kind: "allowed" } | { kind: "foreign" } | { kind: "unproven" };

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a write may use the session cookie it came with. "foreign": another site's page sent it. "unproven": no
 * current browser sent it, but a form in an old one could have; then only JSON is accepted, which a form cannot send.
 */
export function decideCsrf(request: RequestOrigin): CsrfDecision {
  if (READS.has(request.method)) return { kind: "allowed" };
  const { origin, secFetchSite } = request;
  // A page that must not tell its address sends "null"; that it is ours, the browser says beside it.
  const isHidden = origin === "null" && secFetchSite === "same-origin";
  if (origin !== null && !isHidden && !isOwnOrigin(origin, request)) return { kind: "foreign" };
  if (secFetchSite !== null && secFetchSite !== "same-origin" && secFetchSite !== "none")
    return { kind: "foreign" };
  if (origin !== null || secFetchSite !== null) return { kind: "allowed" };
  const isBare = request.contentType === null && !request.hasBody;
  return isBare || isJson(request.contentType) ? { kind: "allowed" } : { kind: "unproven" };
}

/** Whether a Content-Type is JSON, whatever its parameters. */
export function isJson(contentType: string | null): boolean {
  return contentType?.split(";")[0]?.trim().toLowerCase() === "application/json";
}

/**
 * The refusal of a foreign request, for whoever runs the hub: behind a proxy that changes the Host, it is a page of ours.
 */
export function foreignSentence({ origin, secFetchSite, hosts, hubUrl }: RequestOrigin): string {
  const sentence = "This request came from another site";
  if (origin === null || origin === "null") {
    const why = origin === null ? `the browser says ${secFetchSite}` : "its page hides its address";
    return `${sentence} (${why}). Open the hub itself and try again.`;
  }
  const seen = hubUrl ?? hosts.at(-1) ?? "no host";
  const shown = URL.canParse(origin) ? new URL(origin).origin : "an unreadable address";
  return (
    `${sentence}: its page is at ${shown}, and this hub at ${seen}. ` +
    `If that page is this hub's, set HUB_URL=${shown} or let the proxy pass on the Host header that it gets ` +
    "(nginx: proxy_set_header Host $http_host;)."
  );
}

function isOwnOrigin(origin: string, { hosts, hubUrl }: RequestOrigin): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol } = new URL(origin);
  const page = normalOrigin(origin);
  if (hubUrl !== null && page === normalOrigin(hubUrl)) return true;
  // A Host header may name the port that the scheme implies; an Origin never does.
  return hosts.some((each) => page === normalOrigin(`${protocol}//${each}`));
}

/** Null: no origin, so nothing equals it. */
function normalOrigin(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port } = new URL(url);
  return `${protocol}//${hostname.replace(/\.$/, "")}:${port}`;
}
