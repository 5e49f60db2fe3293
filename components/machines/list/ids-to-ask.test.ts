import { expect, it } from "vitest";
import { idsToAsk } from "./ids-to-ask";

const NOW = 1_000_000_000;
const ago = (ms: number) => ({ value: 1, atMs: NOW - ms });
const many = Array.from({ length: 130 }, (_, index) => index + 1);

it.each([
  ["nothing is known", [3, 1], new Map(), [[3, 1]]],
  ["one is known and fresh", [3, 1], new Map([[3, ago(299_999)]]), [[1]]],
  [
    "one is known, but old",
    [3, 1],
    new Map([
      [3, ago(300_000)],
      [1, ago(0)],
    ]),
    [[3]],
  ],
  ["one was known to have none", [3], new Map([[3, { value: null, atMs: NOW }]]), []],
  ["others were read", [3], new Map([[4, ago(0)]]), [[3]]],
  ["there are more than the hub answers at once", many, new Map(), [many.slice(0, 100), many.slice(100)]],
])("asks for what is needed when %s", (_, ids, known, asked) => {
  expect(idsToAsk({ ids, known, nowMs: NOW })).toEqual(asked);
});
