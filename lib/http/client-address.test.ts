import { describe, expect, it } from "vitest";
import { clientAddress, clientNetwork } from "./client-address";

describe("the address of a client", () => {
  it.each([
    ["what our own server wrote", "203.0.113.9", "203.0.113.9"],
    ["what the nearest proxy wrote, not what the client claims", "10.0.0.1, 203.0.113.9", "203.0.113.9"],
    ["nothing", null, "unknown"],
    ["an empty header", "", "unknown"],
    ["an IPv4 address without its port", "203.0.113.9:51234", "203.0.113.9"],
    ["an IPv6 address without its port", "[2001:db8::1]:51234", "2001:db8::1"],
    ["an IPv6 address without its brackets", "[2001:db8::1]", "2001:db8::1"],
    ["one spelling of an IPv6 address", "2001:0DB8:0:0:0:0:0:0001", "2001:db8::1"],
    ["an IPv4 address that a socket for both families names", "::ffff:203.0.113.9", "203.0.113.9"],
    ["an address without its zone", "fe80::1%eth0", "fe80::1"],
    ["what is no address, as it stands", "unix:", "unix:"],
  ])("is %s", (_name, header, expected) => {
    expect(clientAddress(() => header)).toBe(expected);
  });
});

describe("the network that a limit counts", () => {
  it.each([
    ["an IPv4 address alone", "203.0.113.9", "203.0.113.9"],
    ["the /64 of an IPv6 address", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["the same /64 for every address in it", "2001:db8:1:2:ffff::", "2001:db8:1:2::/64"],
    ["another /64 for its neighbour", "2001:db8:1:3::1", "2001:db8:1:3::/64"],
    ["the IPv4 address in an IPv6 spelling of it", "::ffff:203.0.113.9", "203.0.113.9"],
    ["what is no address, as it stands", "unknown", "unknown"],
  ])("is %s", (_name, address, expected) => {
    expect(clientNetwork(address)).toBe(expected);
  });
});
