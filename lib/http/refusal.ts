import net from "node:net";
import { type AddressVerdict, judgeAddress } from "./address";
import { networkToAllow } from "./network-to-allow";

/** Thrown when an address is refused. The message can be shown to the person who typed the address. */
export class ForbiddenAddressError extends Error {
  override name = "ForbiddenAddressError";
  /** The network that would have to be allowed; null: it never can be. */
  readonly network: string | null;

  constructor({ message, network }: Refusal) {
    super(message);
    this.network = network;
  }
}

/** Why nothing is sent to a host: a sentence, and the network that would have to be allowed; null: it never can be. */
export type Refusal = { message: string; network: string | null };

/** Why nothing is sent to a host that leads to an address with this verdict. */
export function explain(found: {
  host: string;
  address: string;
  verdict: Exclude<AddressVerdict, "allowed">;
}): Refusal {
  const { host, address, verdict } = found;
  const what = host === address ? `${host} is` : `${host} leads to ${address},`;
  if (verdict === "never") {
    const message = `${what} a link-local address or a cloud's metadata service, which LunaSentri never contacts.`;
    return { message, network: null };
  }
  const network = networkToAllow(address);
  const message = `${what} a private, local or reserved address. An admin of this installation can allow ${network} under Settings → Instance.`;
  return { message, network };
}

/** The host of a URL as the resolver takes it: an IPv6 address without its brackets. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** Why nothing may be sent to this host of a URL. Null: allowed, or a name that has not been resolved yet. */
export function refusalOf({
  hostname,
  allow,
}: {
  hostname: string;
  allow: readonly string[];
}): Refusal | null {
  const host = bareHost(hostname);
  if (net.isIP(host) === 0) return null;
  const verdict = judgeAddress({ address: host, allow });
  return verdict === "allowed" ? null : explain({ host, address: host, verdict });
}
