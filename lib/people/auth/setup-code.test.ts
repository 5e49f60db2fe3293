import { describe, expect, it } from "vitest";
import { isSetupCode, makeSetupCode } from "./setup-code";

const key = Buffer.alloc(32, 7);
const code = makeSetupCode({ key, salt: "salt" });

describe("makeSetupCode", () => {
  it("is the same for every process of one installation", () => {
    expect(makeSetupCode({ key, salt: "salt" })).toBe(code);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  });

  it.each([
    ["another database", { key, salt: "other" }],
    ["another secret", { key: Buffer.alloc(32, 8), salt: "salt" }],
  ])("differs for %s", (_name, given) => {
    expect(makeSetupCode(given)).not.toBe(code);
  });
});

describe("isSetupCode", () => {
  it.each<[string, string, boolean]>([
    ["as printed", "01AB-CDEF-GH1J", true],
    ["in small letters, without dashes", "01abcdefgh1j", true],
    ["with spaces around it", " 01AB CDEF GH1J ", true],
    ["with letters that look like the digits", "OIab-cdef-ghLj", true],
    ["one letter off", "01AB-CDEF-GH1K", false],
    ["the beginning", "01AB-CDEF", false],
    ["more than it", "01AB-CDEF-GH1J-0", false],
    ["nothing", "", false],
    ["letters of many bytes", "０１ABCDEFGH1J", false],
  ])("%s: %s is %s", (_name, given, expected) => {
    expect(isSetupCode({ given, code: "01AB-CDEF-GH1J" })).toBe(expected);
  });
});
