import { expect, it } from "vitest";
import { decideCsrf, isJson, type RequestOrigin } from "./csrf";

const write: RequestOrigin = {
  method: "POST",
  hosts: ["monitor.lan:3000"],
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
