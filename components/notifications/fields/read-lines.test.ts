import { expect, it } from "vitest";
import { readLines } from "./read-lines";

it.each([
  ["one per line", "+491701234567\n group.abc \n\n", ["+491701234567", "group.abc"]],
  ["commas between them", "a, b,,c", ["a", "b", "c"]],
  ["nothing", " \n", []],
])("reads a list with %s", (_, text, entries) => {
  expect(readLines(text)).toEqual(entries);
});
