import ipaddr from "ipaddr.js";

// One site or one Docker network has about this many addresses.
const SITES = [
  ["10.0.0.0/8", 24],
  ["172.16.0.0/12", 24],
  ["192.168.0.0/16", 24],
  ["fc00::/7", 64],
] as const;

/** The smallest network that somebody who wants to reach this private address would allow: its site's, else the address alone. */
export function networkToAllow(address: string): string {
  const ip = ipaddr.process(address);
  const all = ip.kind() === "ipv4" ? 32 : 128;
  const site = SITES.find(([cidr]) => {
    const [network, bits] = ipaddr.parseCIDR(cidr);
    return network.kind() === ip.kind() && ip.match([network, bits] as [typeof ip, number]);
  });
  return toNetwork(ip, site?.[1] ?? all);
}

/** A network as it is written: without the bits of a host in it. */
export function toNetwork(ip: ipaddr.IPv4 | ipaddr.IPv6, bits: number): string {
  const bytes = ip.toByteArray().map((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - 8 * index));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
  return `${ipaddr.fromByteArray(bytes)}/${bits}`;
}
