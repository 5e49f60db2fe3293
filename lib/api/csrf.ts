/** The headers that say where a request comes from. Null: header absent. */
export type RequestOrigin = {
  method: string;
  /** The Host header, or X-Forwarded-Host if a trusted proxy (or our own server) has written it. */
  hosts: readonly string[];
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
  if (origin !== null && !isOwnOrigin(origin, request.hosts)) return { kind: "foreign" };
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

function isOwnOrigin(origin: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host } = new URL(origin);
  // A Host header may name the port that the scheme implies; an Origin never does.
  return hosts.some(
    (each) => URL.canParse(`${protocol}//${each}`) && new URL(`${protocol}//${each}`).host === host,
  );
}
