import { describe, expect, it } from "vitest";
import { readHeaders } from "./read-headers";

describe("readHeaders", () => {
  it.each([
    ["one per line", "X-A: 1\nX-B: 2", { "X-A": "1", "X-B": "2" }],
    ["with Windows line ends and empty lines", "X-A: 1\r\n\r\nX-B:2\r\n", { "X-A": "1", "X-B": "2" }],
    ["with colons in the value", "Authorization: Bearer a:b", { Authorization: "Bearer a:b" }],
    ["without a colon, which is refused later", "Bearer abc", { "Bearer abc": "" }],
    ["that are there twice, which is refused later", "X-A: 1\nX-A: 2", { "X-A": "2", "X-A (twice)": "" }],
  ])("reads headers %s", (_, text, headers) => {
    expect(readHeaders(text)).toEqual(headers);
  });
});
