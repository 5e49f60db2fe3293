import net from "node:net";
import { type AddressVerdict, judgeAddress } from "./address";

/** Thrown when an address is refused. The message can be shown to the person who typed the address. */
export class ForbiddenAddressError extends Error {
  override name = "ForbiddenAddressError";
}

const REFUSALS = {
  private:
    "is a private, local or reserved address. To allow it, whoever runs the hub adds its network to WEBHOOK_ALLOW_CIDRS.",
  never: "is a link-local address or a cloud's metadata service, which LunaSentri never contacts.",
} as const;

/** Why nothing is sent to a host with this verdict, as a sentence. */
export function explain(host: string, verdict: Exclude<AddressVerdict, "allowed">): string {
  return `${host} ${REFUSALS[verdict]}`;
}

/** The host of a URL as the resolver takes it: an IPv6 address without its brackets. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** Why nothing may be sent to this host of a URL, as a sentence. Null: allowed, or a name that has not been resolved yet. */
export function refusalOf({
  hostname,
  allow,
}: {
  hostname: string;
  allow: readonly string[];
}): string | null {
  const host = bareHost(hostname);
  if (net.isIP(host) === 0) return null;
  const verdict = judgeAddress({ address: host, allow });
  return verdict === "allowed" ? null : explain(host, verdict);
}
