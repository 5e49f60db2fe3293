import { describe, expect, it } from "vitest";
import { isAddressAllowed } from "./outbound";

describe("isAddressAllowed", () => {
  const private_ = [
    "127.0.0.1",
    "127.255.0.9",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001::1",
    "2001:db8::1",
    "not an address",
  ];
  it.each(private_)("refuses %s by itself", (address) => {
    expect(isAddressAllowed({ address, allow: [] })).toBe(false);
  });

  it.each(["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1"])("allows %s", (address) => {
    expect(isAddressAllowed({ address, allow: [] })).toBe(true);
  });

  it.each([
    ["a network that is named", "10.1.2.3", ["10.0.0.0/8"], true],
    ["its neighbour is not", "11.0.0.1", ["12.0.0.0/8"], true],
    ["loopback when named", "127.0.0.1", ["127.0.0.0/8"], true],
    ["loopback as IPv6-mapped when named", "::ffff:127.0.0.1", ["127.0.0.0/8"], true],
    ["another private network", "192.168.1.1", ["10.0.0.0/8"], false],
    ["metadata even when named", "169.254.169.254", ["0.0.0.0/0"], false],
    ["link-local even when named", "fe80::1", ["::/0"], false],
  ] as const)("%s", (_, address, allow, expected) => {
    expect(isAddressAllowed({ address, allow })).toBe(expected);
  });
});
