import { describe, expect, it } from "vitest";
import { keyOf } from "./told";

describe("the key of a message", () => {
  const [a, b] = ["msg_0a8a4c3e-53a5-4a52-9c1e-3f0d7b4b7f10", "msg_1b9b5d4f-64b6-4b63-8d2f-4a1e8c5c8a21"];

  it("is the uid of a lone delivery", () => {
    expect(keyOf([a])).toBe(a);
  });

  it("is the same for the same set of deliveries, in any order", () => {
    expect(keyOf([a, b])).toBe(keyOf([b, a]));
  });

  it("changes when the set grows", () => {
    expect(new Set([keyOf([a]), keyOf([b]), keyOf([a, b]), keyOf([a, b, "msg_c"])]).size).toBe(4);
  });

  it("has the length and the characters of a uid, which every receiver accepts", () => {
    expect(keyOf([a, b])).toMatch(/^msg_[A-Za-z0-9_-]{36}$/);
    expect(a).toHaveLength(keyOf([a, b]).length);
  });
});
