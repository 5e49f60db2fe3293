import { expect, it } from "vitest";
import { decideCsrf, foreignSentence, isJson, type RequestOrigin } from "./csrf";

const write: RequestOrigin = {
  method: "POST",
  hosts: ["monitor.lan:3000"],
  hubUrl: null,
  origin: null,
  secFetchSite: null,
  contentType: "application/json",
  hasBody: true,
};

it.each<[string, Partial<RequestOrigin>, string]>([
  ["a read from anywhere", { method: "GET", origin: "https://evil.example" }, "allowed"],
  ["our own page", { origin: "http://monitor.lan:3000" }, "allowed"],
  ["our own page, in capitals", { origin: "http://MONITOR.lan:3000" }, "allowed"],
  [
    "our own page behind TLS, without the port",
    { origin: "https://m.example", hosts: ["m.example:443"] },
    "allowed",
  ],
  [
    "our own page under the proxy's name for us",
    { origin: "https://m.example", hosts: ["10.0.0.2:3000", "m.example"] },
    "allowed",
  ],
  ["our own page, as the browser declares", { secFetchSite: "same-origin" }, "allowed"],
  ["an address that a person typed", { secFetchSite: "none" }, "allowed"],
  [
    "our own page behind a proxy that passes on no port",
    { origin: "https://m.example:8443", hosts: ["m.example"], hubUrl: "https://m.example:8443" },
    "allowed",
  ],
  [
    "our own page behind a proxy that passes on no host at all",
    { origin: "https://m.example", hosts: ["127.0.0.1:3000"], hubUrl: "https://m.example" },
    "allowed",
  ],
  [
    "our own page by another address, while HUB_URL names the public one",
    { origin: "http://127.0.0.1:3000", hosts: ["127.0.0.1:3000"], hubUrl: "https://m.example" },
    "allowed",
  ],
  ["our own page, with a trailing dot", { origin: "http://monitor.lan.:3000" }, "allowed"],
  ["our own page, by a host with a trailing dot", { origin: "http://m.lan", hosts: ["m.lan."] }, "allowed"],
  ["our own page, in capitals in the host", { origin: "http://m.lan", hosts: ["M.LAN"] }, "allowed"],
  [
    "our own page by an IPv6 address, however it is written",
    { origin: "http://[2001:db8::1]:3000", hosts: ["[2001:DB8:0::1]:3000"] },
    "allowed",
  ],
  ["our own page, which hides its address", { origin: "null", secFetchSite: "same-origin" }, "allowed"],
  ["a hidden page elsewhere", { origin: "null", secFetchSite: "cross-site" }, "foreign"],
  [
    "the public address over plain HTTP",
    { origin: "http://m.example", hosts: ["127.0.0.1:3000"], hubUrl: "https://m.example" },
    "foreign",
  ],
  [
    "the public name on another port",
    { origin: "https://m.example:9443", hosts: ["127.0.0.1:3000"], hubUrl: "https://m.example:8443" },
    "foreign",
  ],
  ["an origin that is none", { origin: "nonsense" }, "foreign"],
  ["a host that is none", { hosts: ["a b"], origin: "http://a" }, "foreign"],
  ["another site", { origin: "https://evil.example" }, "foreign"],
  ["another port of our host", { origin: "http://monitor.lan:8080" }, "foreign"],
  ["another port of our host, the default one", { origin: "http://monitor.lan" }, "foreign"],
  ["a name that begins with ours", { origin: "http://monitor.lan:3000.evil.example" }, "foreign"],
  ["an opaque origin", { origin: "null" }, "foreign"],
  ["a subdomain's page", { secFetchSite: "same-site" }, "foreign"],
  ["another site, as the browser declares", { secFetchSite: "cross-site" }, "foreign"],
  [
    "our origin, but sent by another site",
    { origin: "http://monitor.lan:3000", secFetchSite: "cross-site" },
    "foreign",
  ],
  ["another site with DELETE", { method: "DELETE", origin: "https://evil.example" }, "foreign"],
  ["a program with JSON", {}, "allowed"],
  ["a program with JSON and a charset", { contentType: "Application/JSON; charset=utf-8" }, "allowed"],
  ["a program without a body", { contentType: null, hasBody: false }, "allowed"],
  ["a form from an old browser", { contentType: "application/x-www-form-urlencoded" }, "unproven"],
  ["an empty form from an old browser", { contentType: "text/plain", hasBody: false }, "unproven"],
  ["a form from an old browser that looks like JSON", { contentType: "text/plain" }, "unproven"],
  ["a body without a type", { contentType: null }, "unproven"],
])("%s", (_name, over, expected) => {
  expect(decideCsrf({ ...write, ...over }).kind).toBe(expected);
});

it.each<[string, Partial<RequestOrigin>, string[]]>([
  [
    "what it compared and what to set",
    { origin: "https://m.example:8443", hosts: ["m.example"] },
    ["at https://m.example:8443,", "hub at m.example.", "HUB_URL=https://m.example:8443", "Host $http_host"],
  ],
  [
    "HUB_URL, if it is set",
    { origin: "https://new.example", hosts: ["new.example"], hubUrl: "https://old.example" },
    ["at https://new.example,", "hub at https://old.example."],
  ],
  ["what the browser said", { secFetchSite: "cross-site" }, ["the browser says cross-site"]],
  ["that the page hides where it is", { origin: "null" }, ["hides its address"]],
  ["nothing of an origin that is none", { origin: "<script>" }, ["an unreadable address"]],
])("a refusal names %s", (_name, over, parts) => {
  const sentence = foreignSentence({ ...write, ...over });
  for (const part of parts) expect(sentence).toContain(part);
  expect(sentence).not.toContain("<");
});

it.each([
  ["application/json", true],
  ["application/json;charset=utf-8", true],
  ["application/jsonp", false],
  ["text/plain; application/json", false],
  ["", false],
  [null, false],
])("isJson(%j) is %s", (contentType, expected) => {
  expect(isJson(contentType)).toBe(expected);
});
