import { expect, it } from "vitest";
import { hubUrl } from "./hub-url";

it.each([
  [
    "the configured address wins",
    { configured: "https://hub.example", host: "x", protocol: "http" },
    "https://hub.example",
  ],
  [
    "a name and port",
    { configured: null, host: "hub.local:3000", protocol: "http" },
    "http://hub.local:3000",
  ],
  ["behind TLS", { configured: null, host: "hub.example", protocol: "https" }, "https://hub.example"],
  ["an IPv6 address", { configured: null, host: "[::1]:3000", protocol: "http" }, "http://[::1]:3000"],
  ["no host", { configured: null, host: null, protocol: null }, "http://localhost"],
  [
    "a host that is a shell command",
    { configured: null, host: "x';reboot;'", protocol: "http" },
    "http://localhost",
  ],
  ["a host with a path", { configured: null, host: "hub/../x", protocol: "http" }, "http://localhost"],
  ["a made-up protocol", { configured: null, host: "hub", protocol: "javascript" }, "http://hub"],
])("%s", (_name, asked, url) => {
  expect(hubUrl(asked)).toBe(url);
});
