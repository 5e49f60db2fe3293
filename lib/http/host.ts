import ipaddr from "ipaddr.js";

// A name, an IPv4 address or a bracketed IPv6 one, with an optional port: nothing that could end a shell quote or a URL part.
const HOST = /^(?:[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?\.?|\[[0-9a-f:.]{2,45}\])(?::(\d{1,5}))?$/i;

/** A host as browsers compare it: lower case, no trailing dot, addresses in their shortest form. `port` as written, else null. */
export type Host = { name: string; port: string | null };

/** Reads a Host header or a value of X-Forwarded-Host. Null: it is no host. */
export function readHost(text: string | null | undefined): Host | null {
  const written = text?.trim() ?? "";
  const match = HOST.exec(written);
  if (match === null || !URL.canParse(`http://${written}`)) return null;
  return { name: nameOf(new URL(`http://${written}`)), port: match[1] ?? null };
}

/** A host as it stands in a URL. */
export function writeHost({ name, port }: Host): string {
  return port === null ? name : `${name}:${port}`;
}

/** The first of several values in a header: the one that was written nearest to the client. */
export function firstValue(header: string | null | undefined): string | null {
  const first = header?.split(",")[0]?.trim();
  return first === undefined || first === "" ? null : first;
}

/**
 * Whether a page under this host may be the hub's own, once HUB_URL says where the hub is. Another site can make its own
 * name lead here (DNS rebinding), but never an address, "localhost", or a name without a dot.
 */
export function mayBeOurs({ host, hubUrl }: { host: Host; hubUrl: string | null }): boolean {
  if (hubUrl === null || host.name === nameOf(new URL(hubUrl))) return true;
  if (!host.name.includes(".") || host.name.endsWith(".localhost")) return true;
  return ipaddr.isValid(host.name.replace(/^\[(.*)\]$/, "$1"));
}

function nameOf({ hostname }: URL): string {
  return hostname.endsWith(".") ? hostname.slice(0, -1) : hostname;
}
