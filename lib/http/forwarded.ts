import type { IncomingHttpHeaders } from "node:http";
import ipaddr from "ipaddr.js";

const FORWARDED = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "forwarded",
  "x-real-ip",
];

/** Whether the peer is one of the trusted proxies (TRUSTED_PROXIES). */
function isTrustedProxy({
  peer,
  trusted,
}: {
  peer: string | undefined;
  trusted: readonly string[];
}): boolean {
  if (peer === undefined || !ipaddr.isValid(peer)) return false;
  const address = ipaddr.process(peer);
  return trusted.some((cidr) => {
    const [network, bits] = ipaddr.parseCIDR(cidr);
    return address.kind() === network.kind() && address.match([network, bits] as [typeof address, number]);
  });
}

/** Removes forwarded headers that a client may have forged, unless a trusted proxy wrote them. Changes the given headers. */
export function dropForgedHeaders({
  headers,
  peer,
  trusted,
}: {
  headers: IncomingHttpHeaders;
  peer: string | undefined;
  trusted: readonly string[];
}): void {
  if (isTrustedProxy({ peer, trusted })) return;
  for (const name of FORWARDED) delete headers[name];
}
