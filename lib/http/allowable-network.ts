import ipaddr from "ipaddr.js";
import { judgeAddress } from "./address";
import { toNetwork } from "./network-to-allow";

// Wider ones than 10.0.0.0/8 and fc00::/7 hold public addresses, which need no permission, beside private ones.
const WIDEST = { ipv4: 8, ipv6: 7 };

/**
 * A network that an admin of the installation may allow, in its usual form, or why it cannot be allowed, as the rest of a
 * sentence. A single address is a network too.
 */
export function readAllowable(text: string): { network: string } | { problem: string } {
  const given = text.trim();
  if (!ipaddr.isValidCIDR(given) && !isAddress(given))
    return { problem: `${given} is not a network such as 192.168.1.0/24` };
  const [start, bits] = isAddress(given)
    ? [ipaddr.process(given), ipaddr.process(given).kind() === "ipv4" ? 32 : 128]
    : ipaddr.parseCIDR(given);
  if (start.kind() === "ipv6" && (start as ipaddr.IPv6).isIPv4MappedAddress())
    return { problem: `${given} is an IPv4 network: write it as one` };
  const network = toNetwork(start, bits);
  if (bits < WIDEST[start.kind()])
    return { problem: `${network} is too wide: name the private network that you mean` };
  if (isNeverAllowed(network))
    return {
      problem: `${network} is link-local or a cloud's metadata service, which LunaSentri never contacts`,
    };
  return { network };
}

function isAddress(text: string): boolean {
  return ipaddr.isValid(text) && (ipaddr.IPv6.isValid(text) || ipaddr.IPv4.isValidFourPartDecimal(text));
}

/** Whether its first and its last address are never contacted: then no address in it is. */
function isNeverAllowed(network: string): boolean {
  const [start, bits] = ipaddr.parseCIDR(network);
  const last = start.toByteArray().map((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - 8 * index));
    return byte | (0xff >> kept);
  });
  return [start, ipaddr.fromByteArray(last)].every(
    (ip) => judgeAddress({ address: ip.toString(), allow: [] }) === "never",
  );
}
