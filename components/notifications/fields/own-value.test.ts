import { expect, it } from "vitest";
import { asTyped } from "./own-value";
import { readHeaders } from "./read-headers";

it.each([
  ["text", "https://example.org", "https://example.org"],
  ["a number", -1001, "-1001"],
  ["a list", ["a@example.org", "b@example.org"], "a@example.org\nb@example.org"],
  ["names with values", { "X-Api-Key": "4f9d", Accept: "a: b" }, "X-Api-Key: 4f9d\nAccept: a: b"],
  ["nothing", null, undefined],
  ["what is absent", undefined, undefined],
  ["a switch", true, undefined],
])("shows %s as it is typed", (_, value, typed) => {
  expect(asTyped(value)).toBe(typed);
});

it("shows headers as they are read", () => {
  const headers = { "X-Api-Key": "4f9d", Accept: "a: b" };
  expect(readHeaders(asTyped(headers) ?? "")).toEqual(headers);
});
