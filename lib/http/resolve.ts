import dns, { type LookupAddress } from "node:dns";
import net from "node:net";
import { judgeAddress } from "./address";
import { bareHost, explain, ForbiddenAddressError } from "./refusal";

/** The private networks that may be reached; null: any address, because whoever runs the hub has chosen it. */
export type Guard = { allow: readonly string[] } | null;

/** The addresses of a URL's host, an IP address included. Rejects with the resolver's error. */
export function resolve(hostname: string): Promise<LookupAddress[]> {
  const host = bareHost(hostname);
  const family = net.isIP(host);
  if (family !== 0) return Promise.resolve([{ address: host, family }]);
  return new Promise((resolveWith, reject) => {
    dns.lookup(host, { all: true }, (error, addresses) => {
      if (error === null) resolveWith(addresses);
      else reject(error);
    });
  });
}

/** Of a host's addresses those that may be connected to. Throws ForbiddenAddressError if none of them may. */
export function onlyAllowed({
  hostname,
  addresses,
  guard,
}: {
  hostname: string;
  addresses: readonly LookupAddress[];
  guard: Guard;
}): LookupAddress[] {
  if (guard === null) return [...addresses];
  const verdicts = addresses.map(({ address }) => judgeAddress({ address, allow: guard.allow }));
  const allowed = addresses.filter((_, index) => verdicts[index] === "allowed");
  if (allowed.length === 0) {
    const verdict = verdicts.includes("private") ? "private" : "never";
    throw new ForbiddenAddressError(explain(bareHost(hostname), verdict));
  }
  return allowed;
}
