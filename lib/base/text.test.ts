import { expect, it } from "vitest";
import { plainText } from "./text";

const name = plainText({ min: 1, max: 5 });

it.each([
  ["blanks around it", "  ab ", "ab"],
  ["what would turn the words behind it round", "\u202eab", "ab"],
  ["marks of direction, which come with what is pasted", " \u200eab\u200f", "ab"],
  ["turns and ends of turns within it", "a\u2067b\u2069c", "abc"],
])("keeps a name without %s", (_what, typed, kept) => {
  expect(name.parse(typed)).toBe(kept);
});

it.each([
  ["نور", "a name that is read from right to left"],
  ["👩‍🚀", "what joins two pictures"],
])("keeps %s: %s", (typed) => {
  expect(name.parse(typed)).toBe(typed);
});

it.each([
  ["nothing but turns", "\u202e \u2069", "must not be empty"],
  ["more than fits", "abcdef", "must have at most 5 characters"],
  ["half a character", "a\ud800", "contains characters that cannot be stored"],
])("refuses %s", (_what, typed, words) => {
  expect(name.safeParse(typed).error?.issues[0]?.message).toBe(words);
});
