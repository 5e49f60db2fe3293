import net from "node:net";
import { judgeAddress } from "./address";
import { bareHost, explain, ForbiddenAddressError } from "./refusal";
import { allowedNow, type Guard, resolve } from "./resolve";

// Names that are never public (RFC 6761, 6762, 8375, ICANN's .internal), and those that networks commonly use inside.
const INTERNAL = /(^|\.)(localhost|local|internal|home\.arpa|localdomain|lan|home|corp|intranet|private)$/;

/**
 * Makes sure that a proxy may be asked for this host. The hub looks the name up itself: the proxy would connect to any of
 * its addresses, so all of them must be allowed. A name that only the proxy can look up must at least be a public one;
 * the proxy's own rules decide about it. Throws ForbiddenAddressError.
 */
export async function judgeBehindProxy({
  hostname,
  guard,
}: {
  hostname: string;
  guard: Guard;
}): Promise<void> {
  if (guard === null) return;
  const host = bareHost(hostname);
  const addresses = await resolve(host).catch(() => null);
  if (addresses === null) {
    if (isInternalName(host))
      throw new ForbiddenAddressError({
        message: `${host} cannot be looked up here, and a proxy is not asked for internal names. To reach it without the proxy, whoever runs the hub adds it to NO_PROXY.`,
        network: null,
      });
    return;
  }
  const allow = await allowedNow(guard);
  for (const { address } of addresses) {
    const verdict = judgeAddress({ address, allow });
    if (verdict !== "allowed") throw new ForbiddenAddressError(explain({ host, address, verdict }));
  }
}

/** Whether a name is for a network's inside: one label, or below one of the names that are never public. */
function isInternalName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return net.isIP(name) === 0 && (!name.includes(".") || INTERNAL.test(name));
}
