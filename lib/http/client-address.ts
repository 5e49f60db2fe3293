import type { IncomingHttpHeaders } from "node:http";
import ipaddr from "ipaddr.js";

// An IPv4 address with a port, or a bracketed IPv6 address with or without one: some proxies write the port as well.
const WITH_PORT = /^(?:\[([^\]]+)\](?::\d+)?|(\d{1,3}(?:\.\d{1,3}){3}):\d+)$/;

// What one customer of a network gets at least (RFC 6177): whoever has one address of it has all of them.
const IPV6_CUSTOMER_BITS = 64;

/**
 * The address that a request came from, in its one normal form and without a port; "unknown" if nothing names it. The last
 * entry of X-Forwarded-For is the one written by our own server or the nearest trusted proxy; clients can forge earlier
 * ones (forwarded.ts drops the header of untrusted peers).
 */
export function clientAddress(header: (name: string) => string | null): string {
  const written = header("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  const [, bracketed, ipv4] = WITH_PORT.exec(written) ?? [];
  const address = bracketed ?? ipv4 ?? written;
  if (address === "") return "unknown";
  // A zone (fe80::1%eth0) says which interface of ours it is, not who it is.
  const [bare = ""] = address.split("%");
  return ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : address;
}

/** The same, from headers that are settled (forwarded.ts). */
export function settledAddress(headers: IncomingHttpHeaders): string {
  const value = headers["x-forwarded-for"];
  return clientAddress(() => (typeof value === "string" ? value : null));
}

/**
 * The network by which requests are counted against a limit: an IPv4 address, or the /64 of an IPv6 address. Anything
 * else is itself.
 */
export function clientNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const ip = ipaddr.process(address);
  if (ip.kind() === "ipv4") return ip.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${ip.toString()}/${IPV6_CUSTOMER_BITS}`)}/${IPV6_CUSTOMER_BITS}`;
}
