import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { buttonToken, hashButtonToken } from "./button-token";

const given = { sealKey: randomBytes(32), channelId: 1, incidentId: 2, key: "msg_1" };

describe("the token of a button", () => {
  it("is the same over all attempts to send the message", () => {
    expect(buttonToken({ ...given })).toEqual(buttonToken(given));
  });

  it.each([
    ["of another channel", { channelId: 2 }],
    ["of another incident", { incidentId: 1 }],
    ["of another message", { key: "msg_2" }],
    ["of another hub", { sealKey: randomBytes(32) }],
    ["whose parts only look the same together", { channelId: 12, incidentId: 2 }],
  ])("differs from that %s", (_, change) => {
    expect(buttonToken({ ...given, ...change }).token).not.toBe(buttonToken(given).token);
  });

  it("is stored as a hash, which is found again from the token alone", () => {
    const { token, hash } = buttonToken(given);
    expect(hashButtonToken(token)).toBe(hash);
    expect(hash).not.toContain(token.slice(4));
  });
});

it.each([
  "",
  "lsb_",
  "lsr_unknown",
  `lsb_${"a".repeat(42)}`,
  `lsb_${"a".repeat(44)}`,
  `lsb_${"=".repeat(43)}`,
])("%j cannot be one", (text) => {
  expect(hashButtonToken(text)).toBeNull();
});
