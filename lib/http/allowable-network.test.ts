import { describe, expect, it } from "vitest";
import { judgeAddress } from "./address";
import { readAllowable } from "./allowable-network";
import { networkToAllow } from "./network-to-allow";

describe("the network to allow for an address", () => {
  it.each([
    ["192.168.1.20", "192.168.1.0/24"],
    ["10.1.2.3", "10.1.2.0/24"],
    ["172.17.0.2", "172.17.0.0/24"],
    ["127.0.0.1", "127.0.0.1/32"],
    ["100.101.102.103", "100.101.102.103/32"],
    ["::1", "::1/128"],
    ["fd12:3456:789a:1::5", "fd12:3456:789a:1::/64"],
    ["::ffff:10.0.0.1", "10.0.0.0/24"],
    ["64:ff9b::a00:1", "64:ff9b::a00:1/128"],
  ])("of %s is %s, which can be allowed and then is enough", (address, network) => {
    expect(judgeAddress({ address, allow: [] })).toBe("private");
    expect(networkToAllow(address)).toBe(network);
    expect(readAllowable(network)).toEqual({ network });
    expect(judgeAddress({ address, allow: [network] })).toBe("allowed");
  });
});

describe("a network that somebody enters", () => {
  it.each([
    ["as it is", "192.168.1.0/24", "192.168.1.0/24"],
    ["without its host's bits", " 192.168.1.20/24 ", "192.168.1.0/24"],
    ["of odd length", "10.255.255.255/9", "10.128.0.0/9"],
    ["as a single address", "192.168.1.20", "192.168.1.20/32"],
    ["as a single IPv6 address", "FD00:0:0::1", "fd00::1/128"],
    ["that is as wide as a private one can be", "10.0.0.0/8", "10.0.0.0/8"],
    ["of all unique local addresses", "fc00::/7", "fc00::/7"],
    ["of loopback", "127.0.0.0/8", "127.0.0.0/8"],
  ])("is taken %s", (_, given, network) => {
    expect(readAllowable(given)).toEqual({ network });
  });

  it.each([
    ["everything", "0.0.0.0/0", "too wide"],
    ["half of everything", "128.0.0.0/1", "too wide"],
    ["everything of IPv6", "::/0", "too wide"],
    ["link-local addresses", "169.254.0.0/16", "never contacts"],
    ["a part of them", "169.254.169.254/32", "never contacts"],
    ["a metadata service by its address", "100.100.100.200", "never contacts"],
    ["link-local addresses of IPv6", "fe80::/10", "never contacts"],
    ["a part of those", "fe80:1::/32", "never contacts"],
    ["link-local addresses in IPv6's clothes", "64:ff9b::a9fe:0/112", "never contacts"],
    ["mapped addresses", "::ffff:0:0/96", "write it as one"],
    ["mapped addresses, dotted", "::ffff:169.254.0.0/112", "write it as one"],
    ["a name", "nas.local", "is not a network"],
    ["a number", "3232235776", "is not a network"],
    ["too many bits", "10.0.0.0/33", "is not a network"],
    ["nothing", "", "is not a network"],
  ])("is refused if it is %s", (_, given, problem) => {
    expect(readAllowable(given)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it.each(["169.254.169.254", "100.100.100.200", "192.0.0.192"])(
    "does not open %s, which lies in it",
    (address) => {
      const wide = ["169.0.0.0/8", "100.64.0.0/10", "192.0.0.0/8"];
      for (const network of wide) expect(readAllowable(network)).toEqual({ network });
      expect(judgeAddress({ address, allow: wide })).toBe("never");
    },
  );
});
