import { expect, it } from "vitest";
import { type Asked, decideRequest, originForm } from "./decide-request";

const asked: Asked = {
  method: "GET",
  target: "/machines",
  host: "monitor.example.org",
  forwardedHost: undefined,
  hasBearer: false,
  hubUrl: "https://monitor.example.org",
};
const EVIL = { host: "evil.example", forwardedHost: "evil.example" };
const NUL = "%00";

it.each<[string, Partial<Asked>, number | null]>([
  ["a page", {}, null],
  ["a page's head", { method: "HEAD" }, null],
  ["a write to the API", { method: "PATCH", target: "/api/v1/team" }, null],
  ["an answer's options", { method: "OPTIONS", target: "/api/v1/team" }, null],

  ["TRACE, which Next fails on", { method: "TRACE", target: "/api/health" }, 405],
  ["TRACE on a page", { method: "TRACE" }, 405],
  ["a method of WebDAV", { method: "PROPFIND", target: "/api/v1/me" }, 405],
  ["a write to a page", { method: "POST" }, 405],
  ["DELETE on a page", { method: "DELETE", target: "/machines/7" }, 405],

  ["a page's parts as a file", { target: "/machines.rsc?_rsc=1" }, 404],
  ["a route's parts as a file", { target: "/api/live%2Ersc" }, 404],
  ["a part of a page as a file", { target: "/machines.segments/_tree.segment.rsc" }, 404],
  ["a page's part in the way that browsers ask", { target: "/machines?_rsc=1abcd" }, null],

  ["half a percent sequence", { target: "/%" }, 400],
  ["a percent sequence that is none", { target: "/machines/%zz" }, 400],
  ["bytes that are no text", { target: "/api/v1/machines/%ff" }, 400],
  ["a NUL", { target: `/${NUL}` }, 400],
  ["a malformed query, which decoders let through", { target: "/?x=%zz" }, null],
  ["a path that leads up to another one", { target: "/agent/../sign-in" }, 400],
  ["the same, encoded", { target: "/api/health/%2e%2E/sign-in" }, 400],
  ["the same, with a backslash", { target: "/agent/..\\sign-in" }, 400],
  ["a path that ends so", { target: "/agent/.." }, 400],
  ["a segment that only stays", { target: "/api/./v1/me" }, 400],
  ["dots in a name", { target: "/.well-known/x..y" }, null],
  ["the server as a whole", { method: "OPTIONS", target: "*" }, 400],
  ["no path", { target: "http://[" }, 400],
  ["an encoded path", { target: "/m%61chines" }, null],

  ["a host that is none", { host: "a b" }, 400],
  ["two hosts", { host: "a, a" }, 400],
  ["no host", { host: undefined }, null],
  ["an empty host", { host: "" }, 400],
  ["a host that is none, for an agent", { host: "a b", method: "POST", target: "/agent/enroll" }, null],

  ["a page of another site that leads here", EVIL, 403],
  ["its requests to the API", { ...EVIL, target: "/api/v1/machines" }, 403],
  ["its sign-in", { ...EVIL, method: "POST", target: "/api/auth/callback/credentials" }, 403],
  ["its set-up", { ...EVIL, method: "POST", target: "/api/v1/setup" }, 403],
  ["its live stream", { ...EVIL, target: "/api/live" }, 403],
  ["its encoded path", { ...EVIL, target: "/%61pi/v1/machines" }, 403],
  ["a path that only begins like an agent's", { ...EVIL, target: "/agentx" }, 403],
  ["a program with a token, under any name", { ...EVIL, target: "/api/v1/machines", hasBearer: true }, null],
  ["a page with a token, which counts for nothing there", { ...EVIL, hasBearer: true }, 403],
  [
    "a set-up with a token, likewise",
    { ...EVIL, method: "POST", target: "/api/v1/setup", hasBearer: true },
    403,
  ],
  [
    "a registration with a token, likewise",
    { ...EVIL, method: "POST", target: "/api/v1/register", hasBearer: true },
    403,
  ],
  [
    "a new password with a token, likewise",
    { ...EVIL, method: "POST", target: "/api/v1/password-reset", hasBearer: true },
    403,
  ],
  ["an agent, under any name", { ...EVIL, method: "POST", target: "/agent/enroll" }, null],
  ["an agent by the path of the API", { ...EVIL, method: "POST", target: "/api/agent/enroll" }, null],
  ["the installer, under any name", { ...EVIL, target: "/install.sh" }, null],
  ["a health check, under any name", { ...EVIL, target: "/api/health" }, null],
  ["any name, while nothing says where the hub is", { ...EVIL, hubUrl: null }, null],
  [
    "our name by a proxy that changes Host",
    { host: "backend.lan", forwardedHost: "monitor.example.org" },
    null,
  ],
])("%s", (_name, over, status) => {
  expect(decideRequest({ ...asked, ...over })?.status ?? null).toBe(status);
});

it("says what was asked for, where the hub is, and what to set", () => {
  const { message } = decideRequest({ ...asked, ...EVIL }) ?? {};
  expect(message).toContain("evil.example");
  expect(message).toContain("https://monitor.example.org");
  expect(message).toContain("HUB_URL");
});

it.each([
  ["/machines?q=http://a", "/machines?q=http://a"],
  ["http://hub.lan/agent/metrics", "/agent/metrics"],
  ["https://hub.lan:8443/machines?q=a", "/machines?q=a"],
  ["http://hub.lan", "/"],
  ["//agent/metrics", "//agent/metrics"],
  ["*", "*"],
  ["http://[", "http://["],
  ["ftp://hub.lan/a", "ftp://hub.lan/a"],
])("the path of %s is %s", (target, path) => {
  expect(originForm(target)).toBe(path);
});
