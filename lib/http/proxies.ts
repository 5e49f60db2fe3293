import ipaddr from "ipaddr.js";

/** The proxies for what goes out, by the protocol of its address; null: none. */
export type Proxies = {
  https: URL | null;
  http: URL | null;
  /** Hosts that are reached without a proxy (NO_PROXY). */
  except: readonly string[];
};

export const NO_PROXIES: Proxies = { https: null, http: null, except: [] };

const THIS_HOST = ["localhost", "127.0.0.0/8", "::1"];

/** The proxy through which an address is reached; null: directly, as always for this host itself. */
export function proxyFor({ origin, proxies }: { origin: URL; proxies: Proxies }): URL | null {
  const proxy = origin.protocol === "https:" ? proxies.https : proxies.http;
  return proxy === null ||
    THIS_HOST.some((entry) => isMeant(entry, origin)) ||
    proxies.except.some((entry) => isMeant(entry, origin))
    ? null
    : proxy;
}

/**
 * Whether an entry of NO_PROXY means this address: `*` means all, a name also the names below it, a network the IP
 * addresses in it; after a colon follows a port.
 */
function isMeant(entry: string, { hostname, port, protocol }: URL): boolean {
  if (entry === "*") return true;
  const host = hostname.replace(/^\[|\]$|\.$/g, "").toLowerCase();
  if (ipaddr.isValid(host) && ipaddr.isValidCIDR(entry)) return isWithin(host, entry);
  const { name, entryPort } = split(entry.toLowerCase());
  if (entryPort !== null && entryPort !== (port || (protocol === "https:" ? "443" : "80"))) return false;
  if (ipaddr.isValid(host) && ipaddr.isValid(name))
    return ipaddr.parse(host).toNormalizedString() === ipaddr.parse(name).toNormalizedString();
  return name !== "" && (host === name || host.endsWith(`.${name}`));
}

function split(entry: string): { name: string; entryPort: string | null } {
  // A bare IPv6 address has colons of its own.
  if (ipaddr.isValid(entry)) return { name: entry, entryPort: null };
  const [, host = "", entryPort = null] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  return { name: host.replace(/^\[|\]$/g, "").replace(/^\*?\./, ""), entryPort };
}

function isWithin(host: string, cidr: string): boolean {
  const ip = ipaddr.process(host);
  const [network, bits] = ipaddr.parseCIDR(cidr);
  return ip.kind() === network.kind() && ip.match([network, bits] as [typeof ip, number]);
}
