import { expect, it } from "vitest";
import { oneLine, plainText } from "./text";

const name = plainText({ min: 1, max: 5 });

it.each([
  ["surrounding spaces", "  ab ", "ab"],
  ["characters that would reverse the text after it", "\u202eab", "ab"],
  ["direction marks, which come with pasted text", " \u200eab\u200f", "ab"],
  ["direction changes inside it", "a\u2067b\u2069c", "abc"],
])("removes %s from a name", (_what, typed, kept) => {
  expect(name.parse(typed)).toBe(kept);
});

it.each([
  ["نور", "a right-to-left name"],
  ["👩‍🚀", "an emoji with a joiner"],
])("keeps %s: %s", (typed) => {
  expect(name.parse(typed)).toBe(typed);
});

it.each([
  ["nothing but direction marks", "\u202e \u2069", "must not be empty"],
  ["nothing but characters that are not shown", "\u200b\u2060\u3164", "must not be empty"],
  ["too many characters", "abcdef", "must have at most 5 characters"],
  ["half a character", "a\ud800", "contains characters that cannot be stored"],
])("refuses %s", (_what, typed, words) => {
  expect(name.safeParse(typed).error?.issues[0]?.message).toBe(words);
});

it.each([
  ["a text that turns the following around", "\u202etxt.exe\u202c ok", "txt.exe ok"],
  [
    "every mark of direction",
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069x",
    "x",
  ],
  ["what moves a terminal's cursor", "a\u001b[2Kb\u0008\u009bc", "a [2Kb c"],
  ["U+0000, which databases refuse", "a\u0000b", "a b"],
  ["half a character", "a\ud800b", "a\ufffdb"],
  ["line breaks of every kind", "a\r\nb\u0085c\u2028d\u2029e\tf", "a b c d e f"],
  ["nothing but blanks", " \n\u00a0 ", ""],
])("shows %s on one line as harmless text", (_what, said, shown) => {
  expect(oneLine(said)).toBe(shown);
});
