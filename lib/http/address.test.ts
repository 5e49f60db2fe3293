import { describe, expect, it } from "vitest";
import { judgeAddress } from "./address";

const PRIVATE = [
  "127.0.0.1",
  "127.255.0.9",
  "0.0.0.0",
  "0.1.2.3",
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "100.64.0.1",
  "192.0.0.1",
  "192.0.2.1",
  "192.88.99.1",
  "198.18.0.1",
  "203.0.113.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "::127.0.0.1",
  "::7f00:1",
  "::ffff:0:7f00:1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::a00:1",
  "2002:7f00:1::",
  "2001::1",
  "2001:db8::1",
  "3fff::1",
  "4000::1",
  "fc00::1",
  "fd12:3456::1",
  "fec0::1",
  "ff02::1",
  "not an address",
];

const NEVER = [
  "169.254.169.254",
  "169.254.170.2",
  "::ffff:169.254.169.254",
  "::a9fe:a9fe",
  "::ffff:0:a9fe:a9fe",
  "64:ff9b::a9fe:a9fe",
  "64:ff9b:1::a9fe:a9fe",
  "2002:a9fe:a9fe::",
  "fe80::1",
  "febf::1",
  "fe80::1%eth0",
  "fd00:ec2::254",
  "fd20:ce::254",
  "fd00:42::42",
  "100.100.100.200",
  "192.0.0.192",
  "168.63.129.16",
  "::ffff:168.63.129.16",
];

const EVERYTHING = ["0.0.0.0/0", "::/0", "169.254.0.0/16", "169.254.169.254/32", "fe80::/10", "64:ff9b::/96"];

describe("judgeAddress", () => {
  it.each(PRIVATE)("refuses %s by default", (address) => {
    expect(judgeAddress({ address, allow: [] })).toBe("private");
  });

  it.each(NEVER)("refuses %s even when it is allowed explicitly", (address) => {
    expect(judgeAddress({ address, allow: [] })).toBe("never");
    expect(judgeAddress({ address, allow: EVERYTHING })).toBe("never");
  });

  it.each(["1.1.1.1", "93.184.216.34", "172.32.0.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"])(
    "allows %s",
    (address) => {
      expect(judgeAddress({ address, allow: [] })).toBe("allowed");
    },
  );

  it.each([
    ["an allowed network", "10.1.2.3", ["10.0.0.0/8"], "allowed"],
    ["the first address of a network", "10.1.2.0", ["10.1.2.0/24"], "allowed"],
    ["the last address of a network", "10.1.2.255", ["10.1.2.0/24"], "allowed"],
    ["the address right after it", "10.1.3.0", ["10.1.2.0/24"], "private"],
    ["loopback when allowed", "127.0.0.1", ["127.0.0.0/8"], "allowed"],
    ["IPv6-mapped loopback when allowed", "::ffff:127.0.0.1", ["127.0.0.0/8"], "allowed"],
    ["IPv6 loopback when only IPv4's is allowed", "::1", ["127.0.0.0/8"], "private"],
    ["a private IPv6 network", "fd12:3456::1", ["192.168.0.0/16", "fd12:3456::/32"], "allowed"],
    ["the NAT64 prefix of an IPv6-only network", "64:ff9b::101:101", ["64:ff9b::/96"], "allowed"],
    ["another private network", "192.168.1.1", ["10.0.0.0/8"], "private"],
  ] as const)("%s", (_, address, allow, expected) => {
    expect(judgeAddress({ address, allow })).toBe(expected);
  });
});
