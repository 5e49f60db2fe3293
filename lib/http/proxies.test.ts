import { describe, expect, it } from "vitest";
import { NO_PROXIES, proxyFor } from "./proxies";

const https = new URL("http://proxy.example.org:3128");
const http = new URL("http://other.example.org:3128");

describe("proxyFor", () => {
  it.each([
    ["an https address goes through HTTPS_PROXY", "https://api.telegram.org", https],
    ["an http address goes through HTTP_PROXY", "http://hooks.example.net", http],
  ])("%s", (_, origin, proxy) => {
    expect(proxyFor({ origin: new URL(origin), proxies: { https, http, except: [] } })).toBe(proxy);
  });

  it("one proxy is not used for the other protocol", () => {
    const origin = new URL("https://api.telegram.org");
    expect(proxyFor({ origin, proxies: { ...NO_PROXIES, http } })).toBeNull();
  });

  it.each([
    "http://localhost:8081",
    "http://localhost.",
    "http://[::ffff:127.0.0.1]",
    "http://127.0.0.2",
    "http://[::1]:8081",
  ])("%s is this host, for which another one is never asked", (origin) => {
    expect(proxyFor({ origin: new URL(origin), proxies: { https, http, except: [] } })).toBeNull();
  });

  const rows: [string, string, string, boolean][] = [
    ["a name means itself", "hub.example.org", "https://hub.example.org", true],
    ["a name means what is below it", "example.org", "https://hub.example.org", true],
    ["a name means no other that ends like it", "example.org", "https://notexample.org", false],
    ["a leading dot is the same", ".example.org", "https://hub.example.org", true],
    ["and so is *.", "*.example.org", "https://hub.example.org", true],
    ["a star means everything", "*", "https://hub.example.org", true],
    ["the case makes no difference", "Hub.Example.ORG", "https://hub.example.org", true],
    ["a port must be the same", "hub.example.org:8443", "https://hub.example.org:8443", true],
    ["another port is not meant", "hub.example.org:8443", "https://hub.example.org", false],
    ["the protocol's own port counts too", "hub.example.org:443", "https://hub.example.org", true],
    ["an IP address means itself", "192.168.1.5", "http://192.168.1.5", true],
    ["an IP address means no longer one", "192.168.1.5", "http://192.168.1.50", false],
    ["a network means its addresses", "10.0.0.0/8", "http://10.1.2.3:8080", true],
    ["a network means no address outside", "10.0.0.0/8", "http://11.1.2.3", false],
    ["a network means no names", "10.0.0.0/8", "http://hub.example.org", false],
    ["an IPv6 address, however it is written", "fd12::1", "http://[fd12:0:0:0:0:0:0:1]", true],
    ["an IPv6 address in brackets with a port", "[fd12::1]:8080", "http://[fd12::1]:8080", true],
    ["an IPv6 network", "fd00::/8", "http://[fd12::1]", true],
    ["an empty entry means nothing", "", "http://hub.example.org", false],
    ["nor does a lone dot", ".", "http://hub.example.org", false],
  ];
  it.each(rows)("NO_PROXY: %s", (_, entry, origin, isDirect) => {
    const proxy = proxyFor({ origin: new URL(origin), proxies: { https, http: https, except: [entry] } });
    expect(proxy).toBe(isDirect ? null : https);
  });
});
