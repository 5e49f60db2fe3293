import { describe, expect, it } from "vitest";
import { firstValue, mayBeOurs, readHost, writeHost } from "./host";

describe("readHost", () => {
  it.each<[string, string | null, string | null]>([
    ["a name", "monitor.example.org", "monitor.example.org"],
    ["a name with a port", "monitor.lan:3000", "monitor.lan:3000"],
    ["the port that a scheme implies", "monitor.lan:443", "monitor.lan:443"],
    ["capital letters", "Monitor.LAN:3000", "monitor.lan:3000"],
    ["a trailing dot", "monitor.example.org.", "monitor.example.org"],
    ["a trailing dot and a port", "monitor.example.org.:8443", "monitor.example.org:8443"],
    ["an underscore, as container names have it", "my_hub:3000", "my_hub:3000"],
    ["an IPv4 address", "192.0.2.1:3000", "192.0.2.1:3000"],
    ["an IPv6 address", "[2001:DB8::1]:3000", "[2001:db8::1]:3000"],
    ["an IPv6 address in its long form", "[0:0:0:0:0:0:0:1]", "[::1]"],
    ["spaces around it", " monitor.lan ", "monitor.lan"],
    ["nothing", null, null],
    ["an empty value", "", null],
    ["two names", "a, a", null],
    ["a space", "a b", null],
    ["a path", "a/b", null],
    ["somebody's name before it", "a@b", null],
    ["half a bracket", "[", null],
    ["an IPv6 address without brackets", "2001:db8::1", null],
    ["a port that does not exist", "a:99999", null],
    ["a port that is no number", "a:b", null],
    ["a shell command", "x';reboot;'", null],
    ["markup", "<script>", null],
  ])("%s", (_name, text, expected) => {
    const host = readHost(text);
    expect(host === null ? null : writeHost(host)).toBe(expected);
  });
});

it.each([
  ["a, b", "a"],
  [" a ,b", "a"],
  ["a", "a"],
  ["", null],
  [" , b", null],
  [null, null],
])("the first value of %j is %j", (header, expected) => {
  expect(firstValue(header)).toBe(expected);
});

describe("mayBeOurs", () => {
  it.each<[string, string, string | null, boolean]>([
    ["any name, as long as nothing says where the hub is", "evil.example", null, true],
    ["the name in HUB_URL", "monitor.example.org", "https://monitor.example.org", true],
    [
      "it with another port, as a proxy may pass it on",
      "monitor.example.org",
      "https://monitor.example.org:8443",
      true,
    ],
    ["it in capital letters, with a dot", "MONITOR.example.org.", "https://monitor.example.org", true],
    ["another name", "evil.example", "https://monitor.example.org", false],
    ["a name that ends with ours", "evil.monitor.example.org", "https://monitor.example.org", false],
    [
      "a name that begins with ours",
      "monitor.example.org.evil.example",
      "https://monitor.example.org",
      false,
    ],
    ["this very host", "localhost:3000", "https://monitor.example.org", true],
    ["a name of this very host", "hub.localhost:3000", "https://monitor.example.org", true],
    ["an IPv4 address", "192.168.1.5:3000", "https://monitor.example.org", true],
    ["an IPv6 address", "[2001:db8::1]:3000", "https://monitor.example.org", true],
    ["the name of a container", "lunasentri:3000", "https://monitor.example.org", true],
    ["a name that looks like an address", "192.168.1.5.evil.example", "https://monitor.example.org", false],
  ])("%s", (_name, text, hubUrl, expected) => {
    const host = readHost(text);
    expect(host !== null && mayBeOurs({ host, hubUrl })).toBe(expected);
  });
});
