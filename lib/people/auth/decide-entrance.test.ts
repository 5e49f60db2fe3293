import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { decideAuthPath, decideCookie, decideSignIn } from "./decide-entrance";

describe("decideAuthPath", () => {
  it.each<[string, string, string, number | null]>([
    ["the token that a sign-in needs", "GET", "/api/auth/csrf", null],
    ["the session, which this renews", "GET", "/api/auth/session", null],
    ["it with a query", "GET", "/api/auth/session?update", null],
    ["a sign-in", "POST", "/api/auth/callback/credentials", null],
    ["a sign-out", "POST", "/api/auth/signout", null],
    ["what writes anybody's words into the log", "POST", "/api/auth/_log", 404],
    ["it in other letters", "POST", "/api/auth/%5Flog", 404],
    ["it with a slash at the end", "POST", "/api/auth/_log/", 404],
    ["the page for signing in that nobody sees", "GET", "/api/auth/signin", 404],
    ["the page for signing out that nobody sees", "GET", "/api/auth/signout", 404],
    ["the list of ways to sign in", "GET", "/api/auth/providers", 404],
    ["a way to sign in that does not exist", "POST", "/api/auth/callback/github", 404],
    ["a sign-in by GET", "GET", "/api/auth/callback/credentials", 404],
    ["a change of the session", "POST", "/api/auth/session", 404],
    ["a page for errors", "GET", "/api/auth/error", 404],
    ["another route", "POST", "/api/v1/machines", null],
  ])("%s", (_name, method, target, status) => {
    expect(decideAuthPath({ method, target })?.status ?? null).toBe(status);
  });
});

describe("decideCookie", () => {
  const signIn = {
    method: "POST",
    target: "/api/auth/callback/credentials",
    isEncrypted: true,
    hubUrl: "https://monitor.example.org",
  };

  it.each<[string, Partial<Parameters<typeof decideCookie>[0]>, number | null]>([
    ["the hub's own address", { origin: "https://monitor.example.org" }, null],
    ["its address in the network, over plain HTTP", { origin: "http://192.168.1.5:3000" }, 403],
    ["its name in the network, over plain HTTP", { origin: "http://lunasentri:3000" }, 403],
    ["this very machine", { origin: "http://localhost:3000" }, null],
    ["this very machine by its address", { origin: "http://127.0.0.1:3000" }, null],
    ["this very machine by IPv6", { origin: "http://[::1]:3000" }, null],
    ["a program", { origin: undefined }, null],
    ["an origin that is none", { origin: "null" }, null],
    ["plain HTTP everywhere", { origin: "http://192.168.1.5:3000", isEncrypted: false }, null],
    ["another request", { origin: "http://192.168.1.5:3000", target: "/api/v1/team" }, null],
  ])("a sign-in from %s", (_name, over, status) => {
    expect(decideCookie({ ...signIn, origin: undefined, ...over })?.status ?? null).toBe(status);
  });

  it("names the address to open", () => {
    const refusal = decideCookie({ ...signIn, origin: "http://192.168.1.5:3000" });
    expect(refusal?.message).toContain("https://monitor.example.org");
  });
});

describe("decideSignIn", () => {
  const asked = { method: "GET", hasSession: false };

  it.each<[string, string, string | null]>([
    ["the overview", "/", "/sign-in"],
    ["the overview with a choice", "/?q=a", "/sign-in?callback=%2F%3Fq%3Da"],
    ["a list", "/machines?status=offline", "/sign-in?callback=%2Fmachines%3Fstatus%3Doffline"],
    ["a page below a list", "/machines/7/why", "/sign-in?callback=%2Fmachines%2F7%2Fwhy"],
    ["a part of a page", "/incidents?_rsc=1abcd", "/sign-in?callback=%2Fincidents"],
    ["the sign-in page", "/sign-in", null],
    ["the first page of all", "/setup?code=x", null],
    ["an invitation", "/join/lsi_x", null],
    ["a page that does not exist", "/nothing-here", null],
    ["a page whose name only begins like one", "/machinery", null],
    ["another site", "//evil.example", null],
    ["the API", "/api/v1/machines", null],
  ])("%s", (_name, target, location) => {
    expect(decideSignIn({ ...asked, target })).toBe(location);
  });

  it.each(["POST", "OPTIONS"])("leaves %s alone", (method) => {
    expect(decideSignIn({ ...asked, method, target: "/" })).toBeNull();
  });

  it("leaves somebody with a session, current or not, to the page", () => {
    expect(decideSignIn({ ...asked, hasSession: true, target: "/" })).toBeNull();
  });

  it("knows every page of people who are signed in", () => {
    const folder = path.resolve(import.meta.dirname, "../../../app/(signed-in)");
    const pages = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("("))
      .map(({ name }) => `/${name}`);
    expect(pages.length).toBeGreaterThanOrEqual(5);
    for (const target of pages) expect(decideSignIn({ ...asked, target })).toMatch(/^\/sign-in\?/);
  });
});
