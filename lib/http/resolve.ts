import dns, { type LookupAddress } from "node:dns";
import net from "node:net";
import { judgeAddress } from "./address";
import { bareHost, explain, ForbiddenAddressError } from "./refusal";

/** The private networks that may be reached: always the same, or those of the moment of connecting. */
export type Allowed = readonly string[] | (() => Promise<readonly string[]>);

/** What may be reached; null: any address, because whoever runs the hub has chosen it. */
export type Guard = { allow: Allowed } | null;

/** The private networks that a guard allows at this moment. */
export async function allowedNow({ allow }: NonNullable<Guard>): Promise<readonly string[]> {
  return typeof allow === "function" ? await allow() : allow;
}

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

/** Of a host's addresses those that may be connected to. Rejects with ForbiddenAddressError if none of them may. */
export async function onlyAllowed({
  hostname,
  addresses,
  guard,
}: {
  hostname: string;
  addresses: readonly LookupAddress[];
  guard: Guard;
}): Promise<LookupAddress[]> {
  if (guard === null) return [...addresses];
  const allow = await allowedNow(guard);
  const judged = addresses.map((found) => ({ ...found, verdict: judgeAddress({ ...found, allow }) }));
  const allowed = addresses.filter((_, index) => judged[index]?.verdict === "allowed");
  if (allowed.length > 0) return allowed;
  const refused = judged.find(({ verdict }) => verdict === "private") ?? judged[0];
  if (refused === undefined || refused.verdict === "allowed") return [];
  const { address, verdict } = refused;
  throw new ForbiddenAddressError(explain({ host: bareHost(hostname), address, verdict }));
}
