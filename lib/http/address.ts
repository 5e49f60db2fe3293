import ipaddr from "ipaddr.js";

/** "never": refused whatever is allowed. "private": refused unless an allowed network contains it. */
export type AddressVerdict = "allowed" | "private" | "never";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

// Link-local addresses, where clouds have their metadata services: those give out the host's own credentials.
const NEVER = [
  "169.254.0.0/16",
  "fe80::/10",
  // Alibaba, Oracle, Azure; the last one looks like any public address.
  "100.100.100.200/32",
  "192.0.0.192/32",
  "168.63.129.16/32",
  // Amazon, Google, Scaleway.
  "fd00:ec2::/32",
  "fd20:ce::254/128",
  "fd00:42::42/128",
];

// No other IPv6 range is public; ipaddr.js treats ::7f00:1 and other unassigned space as unicast.
const GLOBAL_IPV6 = "2000::/3";

// IPv6 ranges that embed an IPv4 address, and how many bits follow it.
const CARRIERS = [
  ["::/96", 0],
  ["::ffff:0:0:0/96", 0],
  ["64:ff9b::/96", 0],
  ["64:ff9b:1::/48", 0],
  ["2002::/16", 80],
] as const;

/** Whether the hub may connect to this IP address. Private networks are allowed only if a CIDR in `allow` contains them. */
export function judgeAddress({
  address,
  allow,
}: {
  address: string;
  allow: readonly string[];
}): AddressVerdict {
  if (!ipaddr.isValid(address)) return "private";
  // ::ffff:10.0.0.1 is 10.0.0.1.
  const ip = ipaddr.process(address);
  const carried = carriedBy(ip);
  if (isNever(ip) || (carried !== null && isNever(carried))) return "never";
  if (allow.some((cidr) => matches(ip, cidr))) return "allowed";
  // "unicast" is what remains without private, loopback, multicast, reserved, NAT64, 6to4 and Teredo.
  const isPublic = ip.range() === "unicast" && (ip.kind() === "ipv4" || matches(ip, GLOBAL_IPV6));
  return isPublic ? "allowed" : "private";
}

function isNever(ip: Address): boolean {
  return NEVER.some((cidr) => matches(ip, cidr));
}

function matches(ip: Address, cidr: string): boolean {
  const [network, bits] = ipaddr.parseCIDR(cidr);
  return ip.kind() === network.kind() && ip.match([network, bits] as [typeof ip, number]);
}

/** The IPv4 address that a translator or tunnel would turn this one into, or null. */
function carriedBy(ip: Address): ipaddr.IPv4 | null {
  if (ip.kind() === "ipv4") return null;
  const carrier = CARRIERS.find(([cidr]) => matches(ip, cidr));
  if (carrier === undefined) return null;
  const end = 16 - carrier[1] / 8;
  return new ipaddr.IPv4(ip.toByteArray().slice(end - 4, end));
}
