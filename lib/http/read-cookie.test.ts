import { expect, it } from "vitest";
import { readCookie } from "./read-cookie";

it.each([
  ["one of several", "a=1; token=xyz; b=2", "xyz"],
  ["one without spaces between", "a=1;token=xyz", "xyz"],
  ["the first of two with the same name", "token=first; token=second", "first"],
  ["one with encoded characters", "token=a%3Db", "a=b"],
  ["one whose encoding is broken, as it is", "token=%zz", "%zz"],
  ["one with an equals sign", "token=a=b", "a=b"],
  ["none whose name only has the same ending", "my-token=xyz", undefined],
  ["none without a value", "token", undefined],
  ["none without a header", null, undefined],
])("finds %s", (_name, header, expected) => {
  expect(readCookie(header, "token")).toBe(expected);
});
