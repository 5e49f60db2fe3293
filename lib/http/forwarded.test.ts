import type { IncomingHttpHeaders } from "node:http";
import { expect, it } from "vitest";
import { settleForwarded, UNNAMED_PROXY_HEADER } from "./forwarded";

const OURS = "10.0.0.2";

type Row = [
  what: string,
  given: { headers: IncomingHttpHeaders; peer?: string; trusted?: string[]; hubUrl?: string },
  settled: { for?: string; host?: string; proto?: string; isUnnamed?: true },
];

it.each<Row>([
  [
    "a direct request",
    { headers: { host: "hub.lan:3000" }, peer: "192.0.2.7" },
    { for: "192.0.2.7", host: "hub.lan:3000" },
  ],
  [
    "a client that makes things up",
    {
      headers: {
        host: "hub.lan:3000",
        "x-forwarded-for": "127.0.0.1",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "x-forwarded-port": "1",
        "x-real-ip": "127.0.0.1",
      },
      peer: "192.0.2.7",
    },
    { for: "192.0.2.7", host: "hub.lan:3000", isUnnamed: true },
  ],
  [
    "a proxy",
    {
      headers: {
        host: "10.0.0.9:3000",
        "x-forwarded-for": "203.0.113.9",
        "x-forwarded-host": "m.example",
        "x-forwarded-proto": "https",
      },
    },
    { for: "203.0.113.9", host: "m.example", proto: "https" },
  ],
  [
    "two proxies that both write",
    {
      headers: {
        host: "m.example",
        "x-forwarded-for": "203.0.113.9, 10.0.0.1",
        "x-forwarded-host": "m.example, m.example",
        "x-forwarded-proto": "https, http",
        "x-forwarded-port": "443, 80",
      },
    },
    { for: "203.0.113.9", host: "m.example", proto: "https" },
  ],
  [
    "a client that makes up addresses in front of the proxy's",
    { headers: { host: "m.example", "x-forwarded-for": "127.0.0.1, 203.0.113.9, 10.0.0.1" } },
    { for: "203.0.113.9", host: "m.example" },
  ],
  [
    "a proxy that knows no address",
    { headers: { host: "m.example", "x-forwarded-for": "203.0.113.9, unknown" } },
    { for: OURS, host: "m.example" },
  ],
  [
    "a client inside our own network",
    { headers: { host: "m.example", "x-forwarded-for": "10.0.0.77" } },
    { for: "10.0.0.77", host: "m.example" },
  ],
  [
    "an address with a port",
    { headers: { host: "m.example", "x-forwarded-for": "203.0.113.9:5123" } },
    { for: "203.0.113.9", host: "m.example" },
  ],
  [
    "a proxy that writes X-Real-IP only",
    { headers: { host: "m.example", "x-real-ip": "203.0.113.9" } },
    { for: "203.0.113.9", host: "m.example" },
  ],
  [
    "a port of its own, beside the name",
    { headers: { host: "m.example", "x-forwarded-proto": "https", "x-forwarded-port": "8443" } },
    { for: OURS, host: "m.example:8443", proto: "https" },
  ],
  [
    "the port that the scheme implies",
    { headers: { host: "m.example", "x-forwarded-proto": "https", "x-forwarded-port": "443" } },
    { for: OURS, host: "m.example", proto: "https" },
  ],
  [
    "a port in the host, and another beside it",
    { headers: { host: "m.example:8443", "x-forwarded-proto": "https", "x-forwarded-port": "443" } },
    { for: OURS, host: "m.example:8443", proto: "https" },
  ],
  [
    "values that mean nothing",
    {
      headers: {
        host: "m.example",
        "x-forwarded-host": "<>",
        "x-forwarded-proto": "jav ascript",
        "x-forwarded-port": "99999x",
      },
    },
    { for: OURS, host: "m.example" },
  ],
  ["a host that is none", { headers: { host: "a b" } }, { for: OURS }],
  ["no host", { headers: {} }, { for: OURS }],
  [
    "HUB_URL, which knows the port that people use",
    { headers: { host: "m.example" }, hubUrl: "https://m.example:8443" },
    { for: OURS, host: "m.example:8443", proto: "https" },
  ],
  [
    "HUB_URL, and a proxy that nobody trusts",
    { headers: { host: "m.example" }, trusted: [], hubUrl: "https://m.example" },
    { for: OURS, host: "m.example", proto: "https" },
  ],
  [
    "HUB_URL with an IPv6 address",
    { headers: { host: "[2001:DB8:0::1]" }, hubUrl: "http://[2001:db8::1]:3000" },
    { for: OURS, host: "[2001:db8::1]:3000" },
  ],
  [
    "a proxy over a socket for both families",
    { headers: { host: "m.example", "x-forwarded-for": "203.0.113.9" }, peer: `::ffff:${OURS}` },
    { for: "203.0.113.9", host: "m.example" },
  ],
  [
    "a direct client over a socket for both families",
    { headers: { host: "hub.lan" }, peer: "::ffff:192.0.2.7" },
    { for: "192.0.2.7", host: "hub.lan" },
  ],
  [
    "trusted networks in IPv6's writing",
    { headers: { host: "m.example", "x-forwarded-for": "203.0.113.9" }, trusted: ["::ffff:10.0.0.0/104"] },
    { for: "203.0.113.9", host: "m.example" },
  ],
  [
    "a peer that only looks like IPv6's writing of a trusted one",
    { headers: { host: "m.example", "x-forwarded-for": "203.0.113.9" }, peer: "2001:db8::10.0.0.2" },
    { for: "2001:db8::a00:2", host: "m.example", isUnnamed: true },
  ],
  [
    "a client that claims to be known as a proxy",
    { headers: { host: "m.example", [UNNAMED_PROXY_HEADER]: "1" }, peer: "192.0.2.7" },
    { for: "192.0.2.7", host: "m.example" },
  ],
])("%s", (_what, { headers, peer = OURS, trusted = ["10.0.0.0/8"], hubUrl = null }, settled) => {
  const given = { ...headers };
  settleForwarded({ headers: given, peer, trusted, hubUrl });
  const { host: _host, ...forwarded } = given;
  expect(forwarded).toEqual({
    "x-forwarded-proto": settled.proto ?? "http",
    ...(settled.for !== undefined && { "x-forwarded-for": settled.for }),
    ...(settled.host !== undefined && { "x-forwarded-host": settled.host }),
    ...(settled.isUnnamed && { [UNNAMED_PROXY_HEADER]: "1" }),
  });
});
