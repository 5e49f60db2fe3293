import { describe, expect, it } from "vitest";
import { agentKeyHint, hashAgentKey, isAgentKey, makeAgentKey } from "./agent-key";

const KEY = "lsk_0123456789ABCDEFGHIJKLMNOPQRSTUV1dLSq9";

describe("makeAgentKey", () => {
  it("creates well-formed keys that are never the same", () => {
    const keys = Array.from({ length: 500 }, makeAgentKey);
    expect(keys.every(isAgentKey)).toBe(true);
    expect(new Set(keys).size).toBe(500);
    expect(keys[0]).toHaveLength(42);
  });
});

describe("isAgentKey", () => {
  const key = makeAgentKey();
  const swapped = key[10] === "A" ? "B" : "A";

  it.each([
    ["one character changed", `${key.slice(0, 10)}${swapped}${key.slice(11)}`],
    ["one character missing", key.slice(0, -1)],
    ["one character more", `${key}0`],
    ["a line break after it", `${key}\n`],
    ["another prefix", key.replace("lsk_", "lst_")],
    ["a character other than a letter or digit", `${key.slice(0, 10)}-${key.slice(11)}`],
    ["nothing", ""],
  ])("refuses %s", (_name, text) => {
    expect(isAgentKey(text)).toBe(false);
  });

  it("still accepts keys issued by earlier versions", () => {
    expect(isAgentKey(KEY)).toBe(true);
  });
});

describe("hashAgentKey", () => {
  it("is the SHA-256 of the whole key, hex", () => {
    expect(hashAgentKey("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

describe("agentKeyHint", () => {
  it("shows four random characters and no more", () => {
    expect(agentKeyHint(KEY)).toBe("lsk_0123");
  });
});
