import { describe, expect, it } from "vitest";
import { formsOf, linesText, nameText, oneLine, plainText, searchText } from "./text";

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

it.each([
  ["leaves a short line", "abcde", "abcde"],
  ["cuts a long one", "abcdef", "abcd…"],
  ["cuts no character in half", "abc🌙ef", "abc…"],
])("%s", (_what, said, shown) => {
  expect(oneLine(said, 5)).toBe(shown);
});

const NFC = "Z\u00fcrich";
const NFD = "Zu\u0308rich";

describe("a name on one line", () => {
  const name = nameText({ min: 1, max: 10 });

  it.each([
    ["a line break", "a\nb", "a b"],
    ["a line break of Windows", "a\r\nb", "a b"],
    ["a tab", "a\tb", "a b"],
    ["a form feed and a vertical tab", "a\f\vb", "a b"],
    ["a next-line character", "a\u0085b", "a b"],
    ["a line separator", "a\u2028b", "a b"],
    ["a paragraph separator", "a\u2029b", "a b"],
    ["an escape sequence of a terminal", "a\u001b[1mb", "a[1mb"],
    ["a bell, a backspace and a delete", "a\u0007\u0008\u007fb", "ab"],
    ["an escape sequence of eight bits", "a\u009bb", "ab"],
    ["a direction change", "a\u202eb", "ab"],
    ["a line break at its end", "ab\n", "ab"],
    ["composed letters", NFC, NFC],
    ["decomposed letters", NFD, NFC],
  ])("with %s is stored without it, in one form", (_what, typed, kept) => {
    expect(name.parse(typed)).toBe(kept);
  });

  it.each([
    ["nothing but line breaks", "\n\u2028", "must not be empty"],
    ["U+0000", "a\u0000b", "contains characters that cannot be stored"],
  ])("is refused with %s", (_what, typed, words) => {
    expect(name.safeParse(typed).error?.issues[0]?.message).toBe(words);
  });
});

it("text of several lines keeps its lines and tabs, and no other control characters", () => {
  expect(linesText({ min: 0, max: 50 }).parse(` a\r\n\tb\u2028c\u001b[1m\rd ${NFD}\n`)).toBe(
    `a\n\tb\nc[1m\nd ${NFC}`,
  );
});

it("a secret is kept exactly as typed", () => {
  expect(plainText({ min: 1, max: 10 }).parse(NFD)).toBe(NFD);
});

it("what is looked for is in the form of names, and finds those that are older than it", () => {
  expect(searchText({ max: 10 }).parse(` ${NFD} `)).toBe(NFC);
  expect(formsOf(NFC)).toEqual([NFC, NFD]);
});
