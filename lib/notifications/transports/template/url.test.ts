import { describe, expect, it } from "vitest";
import type { Values } from "./placeholders";
import { fillUrl, urlTemplate } from "./url";

const problemOf = (text: string) => urlTemplate.safeParse(text).error?.issues[0]?.message ?? null;

it.each([
  ["an address", "https://example.org/hooks/x?key=1", null],
  [
    "placeholders in its path and its query",
    "http://10.0.0.7:8080/{{event}}/a-{{machine.id}}?m={{machine.name}}",
    null,
  ],
  ["no address", "example.org/x", /^must be an address/],
  ["another scheme", "ftp://example.org/{{event}}", /^must be an address/],
  ["blanks", "https://example.org/a b", /^must be an address/],
  ["a backslash, which ends a host too", "https://example.org\\@evil.org/", /^must be an address/],
  ["a placeholder as its scheme", "{{event}}://example.org", /^must be an address/],
  ["a placeholder as its host", "https://{{machine.name}}/x", /^must have placeholders only behind its host/],
  [
    "a placeholder in its host",
    "https://a.{{machine.name}}.org/x",
    /^must have placeholders only behind its host/,
  ],
  [
    "a placeholder right behind its host",
    "https://example.org{{machine.name}}/x",
    /^must have placeholders only behind/,
  ],
  [
    "a placeholder as its port",
    "https://example.org:{{incident.id}}/x",
    /^must (have placeholders only behind|be an)/,
  ],
  ["a login", "https://anna:pass@example.org/x", /^must not contain a user name/],
  ["a placeholder as a login", "https://{{machine.name}}@example.org/x", /^must not contain a user name/],
  [
    "a placeholder in a query's name",
    "https://example.org/?{{event}}=1",
    /^must have placeholders only in values/,
  ],
  ["an unknown placeholder", "https://example.org/{{host}}", /^contains {{host}}/],
])("accepts or refuses %s", (_, text, wrong) => {
  if (wrong === null) expect(problemOf(text)).toBeNull();
  else expect(problemOf(text)).toMatch(wrong);
});

describe("fillUrl", () => {
  const fill = (text: string, name: string | null) => fillUrl(text, { "machine.name": name } as Values);

  it.each([
    ["web-01", "https://example.org/a/web-01/b?m=web-01"],
    ["a/../../b", "https://example.org/a/a%2F..%2F..%2Fb/b?m=a%2F..%2F..%2Fb"],
    ["..", "https://example.org/a/__/b?m=.."],
    [".", "https://example.org/a/_/b?m=."],
    ["%2e%2e", "https://example.org/a/%252e%252e/b?m=%252e%252e"],
    ["?x=1&y#z", "https://example.org/a/%3Fx%3D1%26y%23z/b?m=%3Fx%3D1%26y%23z"],
    ["\\\\evil.org\\", "https://example.org/a/%5C%5Cevil.org%5C/b?m=%5C%5Cevil.org%5C"],
    ["@evil.org", "https://example.org/a/%40evil.org/b?m=%40evil.org"],
    ["a\r\nb\u0000", "https://example.org/a/a%0D%0Ab%00/b?m=a%0D%0Ab%00"],
    ["\ud800", "https://example.org/a/%EF%BF%BD/b?m=%EF%BF%BD"],
    ["{{event}}", "https://example.org/a/%7B%7Bevent%7D%7D/b?m=%7B%7Bevent%7D%7D"],
    [null, "https://example.org/a//b?m="],
  ])("keeps %j where it belongs", (name, filled) => {
    expect(fill("https://example.org/a/{{machine.name}}/b?m={{machine.name}}#f", name)).toBe(filled);
  });

  it("stays with its host when the whole path is filled in", () => {
    expect(fill("https://example.org/{{machine.name}}", "/evil.org")).toBe("https://example.org/%2Fevil.org");
  });
});
