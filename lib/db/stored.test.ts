import { describe, expect, expectTypeOf, it } from "vitest";
import type { Tx } from "./client";
import type { MachineRecord } from "./models";
import { findWord, readWord, type Stored } from "./stored";
import { stored } from "./stored.fixture";

const WORDS = ["online", "offline"] as const;

describe("a stored word", () => {
  it("is read as one of those that are known", () => {
    expect(readWord(WORDS, stored("offline"))).toBe("offline");
    expect(findWord(WORDS, stored("offline"))).toBe("offline");
  });

  it.each(["ofline", "", "Online"])("is not taken for a word that it is not: %s", (word) => {
    expect(findWord(WORDS, stored(word))).toBeNull();
    expect(() => readWord(WORDS, stored(word))).toThrow(`a row contains "${word}"`);
  });

  it("compares with no text before it is read, wherever a row comes from", () => {
    type Found = NonNullable<Awaited<ReturnType<Tx["machine"]["findFirst"]>>>;
    expectTypeOf<Found["status"]>().toEqualTypeOf<Stored>();
    expectTypeOf<MachineRecord["status"]>().toEqualTypeOf<Stored>();
    expectTypeOf<Stored>().not.toExtend<string>();
    expectTypeOf<string>().not.toExtend<Stored>();
  });
});
