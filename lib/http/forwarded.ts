import type { IncomingHttpHeaders } from "node:http";
import ipaddr from "ipaddr.js";
import { clientAddress } from "./client-address";
import { firstValue, type Host, readHost, writeHost } from "./host";

const FORWARDED = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "forwarded",
  "x-real-ip",
];
/** Set here, and only here, if somebody who is no trusted proxy says whom a request comes from. */
export const UNNAMED_PROXY_HEADER = "x-lunasentri-unnamed-proxy";
const IMPLIED_PORT = { http: "80", https: "443" } as const;
const IPV4_IN_IPV6_BITS = 96;

type Headers = IncomingHttpHeaders;

/**
 * Settles where a request comes from and how it was addressed, so that everything behind reads one value of
 * X-Forwarded-For, -Host and -Proto each. What a trusted proxy (TRUSTED_PROXIES) wrote counts, and of several values of
 * -Host, -Proto and -Port the first; what anybody else wrote is removed. HUB_URL knows best which port and scheme people
 * use. Changes the given headers.
 */
export function settleForwarded({
  headers,
  peer,
  trusted,
  hubUrl,
}: {
  headers: Headers;
  peer: string | undefined;
  trusted: readonly string[];
  hubUrl: string | null;
}): void {
  const isProxied = isTrusted(peer, trusted);
  const client = isProxied ? originalClient({ headers, peer, trusted }) : peer;
  const scheme = schemeOf({ headers, isProxied, hubUrl });
  const host = hostOf({ headers, isProxied, scheme, hubUrl });
  const isUnnamed = !isProxied && headers["x-forwarded-for"] !== undefined;
  for (const name of [...FORWARDED, UNNAMED_PROXY_HEADER]) delete headers[name];
  if (isUnnamed) headers[UNNAMED_PROXY_HEADER] = "1";
  if (client !== undefined) headers["x-forwarded-for"] = clientAddress(() => client);
  headers["x-forwarded-proto"] = scheme;
  if (host !== null) headers["x-forwarded-host"] = writeHost(host);
}

type Asked = { headers: Headers; isProxied: boolean; hubUrl: string | null };

function schemeOf({ headers, isProxied, hubUrl }: Asked): "http" | "https" {
  const forwarded = isProxied ? firstValue(one(headers, "x-forwarded-proto"))?.toLowerCase() : null;
  return forwarded === "https" || hubUrl?.startsWith("https:") ? "https" : "http";
}

function hostOf({ headers, isProxied, scheme, hubUrl }: Asked & { scheme: "http" | "https" }): Host | null {
  const forwarded = isProxied ? readHost(firstValue(one(headers, "x-forwarded-host"))) : null;
  const host = forwarded ?? readHost(headers.host);
  if (host === null) return null;
  const own = hubUrl === null ? null : readHost(new URL(hubUrl).host);
  if (own !== null && own.name === host.name) return own;
  if (host.port !== null || !isProxied) return host;
  const port = firstValue(one(headers, "x-forwarded-port"));
  const isPort = port !== null && port !== IMPLIED_PORT[scheme] && readHost(`${host.name}:${port}`) !== null;
  return isPort ? { ...host, port } : host;
}

/** The nearest address that is none of our proxies: whatever stands before it, anybody may have made up. */
function originalClient({
  headers,
  peer,
  trusted,
}: {
  headers: Headers;
  peer: string | undefined;
  trusted: readonly string[];
}): string | undefined {
  const written = one(headers, "x-forwarded-for") ?? one(headers, "x-real-ip") ?? "";
  let nearest = peer;
  for (const entry of written.split(",").reverse()) {
    const address = clientAddress(() => entry);
    if (!ipaddr.isValid(address)) break;
    nearest = address;
    if (!isTrusted(address, trusted)) break;
  }
  return nearest;
}

function one(headers: Headers, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" ? value : null;
}

function isTrusted(peer: string | undefined, trusted: readonly string[]): boolean {
  if (peer === undefined || !ipaddr.isValid(peer)) return false;
  const address = ipaddr.process(peer);
  return trusted.some((cidr) => {
    const [network, bits] = parseNetwork(cidr);
    return address.kind() === network.kind() && address.match([network, bits] as [typeof address, number]);
  });
}

/** A network; one of IPv4 addresses written as IPv6 (::ffff:10.0.0.0/104) as the IPv4 network that it is. */
function parseNetwork(cidr: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const [network, bits] = ipaddr.parseCIDR(cidr);
  return network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress() && bits >= IPV4_IN_IPV6_BITS
    ? [network.toIPv4Address(), bits - IPV4_IN_IPV6_BITS]
    : [network, bits];
}
