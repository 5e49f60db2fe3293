import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveKey } from "./derive-key";
import { seal, unseal } from "./seal";

const key = deriveKey({ secret: "a".repeat(32), purpose: "seal" });
const otherKey = deriveKey({ secret: "b".repeat(32), purpose: "seal" });

describe("seal", () => {
  it("returns any text unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(unseal(seal(text, key), key)).toBe(text);
      }),
    );
  });

  it("seals the same text differently each time and never shows it", () => {
    const first = seal("whsec_secret", key);
    expect(first).not.toBe(seal("whsec_secret", key));
    expect(first).not.toContain("secret");
    expect(first).toMatch(/^v1\.[\w-]+\.[\w-]+$/);
  });
});

describe("unseal", () => {
  const sealed = seal("whsec_secret", key);
  const [version, nonce, body] = sealed.split(".");

  it.each([
    ["another key", sealed, otherKey],
    ["a changed body", `${version}.${nonce}.${body?.startsWith("A") ? "B" : "A"}${body?.slice(1)}`, key],
    ["a changed nonce", `${version}.${nonce?.slice(1)}A.${body}`, key],
    ["an unknown version", sealed.replace("v1.", "v2."), key],
    ["a truncated body", `${version}.${nonce}.${body?.slice(0, 10)}`, key],
    ["one part too many", `${sealed}.x`, key],
    ["clear text", "whsec_secret", key],
    ["nothing", "", key],
  ])("refuses %s", (_name, text, withKey) => {
    expect(() => unseal(text, withKey)).toThrow();
  });
});

describe("deriveKey", () => {
  it("derives different keys for different purposes and secrets", () => {
    const keys = [
      key,
      otherKey,
      deriveKey({ secret: "a".repeat(32), purpose: "session" }),
      deriveKey({ secret: "a".repeat(32), purpose: "check" }),
    ];
    expect(new Set(keys.map((each) => each.toString("hex"))).size).toBe(4);
    expect(keys.every((each) => each.length === 32)).toBe(true);
  });
});
