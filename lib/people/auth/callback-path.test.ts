import { expect, it } from "vitest";
import { callbackPath } from "./callback-path";

it.each([
  ["a path", "/machines/7", "/machines/7"],
  ["a path with a query", "/machines?status=offline", "/machines?status=offline"],
  ["a page fragment that Next requested", "/machines?q=a&_rsc=1x2y", "/machines?q=a"],
  ["nothing", null, "/"],
  ["an absent one", undefined, "/"],
  ["another site", "https://evil.example/", "/"],
  ["another site without a scheme", "//evil.example/", "/"],
  ["another site behind a backslash", "/\\evil.example/", "/"],
  ["another site behind a dot", "/.//evil.example/", "/"],
  ["a tab that browsers ignore", "/\t/evil.example", "/"],
  ["a script", "javascript:alert(1)", "/"],
  ["a word", "machines", "/"],
])("%s", (_name, wanted, expected) => {
  expect(callbackPath(wanted)).toBe(expected);
});
