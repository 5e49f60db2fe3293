import { expect, it } from "vitest";
import { surplusOf } from "./surplus";

it.each([
  ["nothing of a small file", { pages: 1_000, free: 256 }, 0],
  ["what a small file has beyond a megabyte", { pages: 1_000, free: 257 }, 1],
  ["nothing of a large file that is a twentieth free", { pages: 100_000, free: 5_000 }, 0],
  ["what a large file has beyond a twentieth", { pages: 100_000, free: 6_000 }, 1_000],
])("gives back %s", (_, file, expected) => {
  expect(surplusOf(file)).toBe(expected);
});
