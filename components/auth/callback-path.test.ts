import { expect, it } from "vitest";
import { callbackPath } from "./callback-path";

it.each([
  ["a page of this hub is returned to", "/machines/7?tab=log#top", "/machines/7?tab=log#top"],
  ["nothing asked leads to the overview", undefined, "/"],
  ["another host is not", "https://evil.example/", "/"],
  ["a host without a scheme is not", "//evil.example/", "/"],
  ["a host behind a backslash is not", "/\\evil.example/", "/"],
  ["a host behind a line break is not", "/\n/evil.example/", "/"],
  ["a path that turns into a host is not", "/.//evil.example/", "/"],
  ["a script is not", "javascript:alert(1)", "/"],
  ["the sign-in page itself would go in circles", "/sign-in?callback=/", "/"],
])("%s", (_name, asked, path) => {
  expect(callbackPath(asked)).toBe(path);
});
