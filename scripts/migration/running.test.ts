import { expect, it } from "vitest";
import { listWriting } from "./running";

const BEFORE = new Map([
  ["web", "1000"],
  ["worker", "900"],
]);

it.each<[string, [string, string][], string[]]>([
  ["a process whose sign is the same does not write", [...BEFORE], []],
  ["a process whose sign has changed writes", [["web", "1500"]], ["web"]],
  ["so does one whose clock was set back", [["web", "200"]], ["web"]],
  ["and one that has just started", [...BEFORE, ["worker 2", "1"]], ["worker 2"]],
  ["one that signed off does not", [["web", "1000"]], []],
])("%s", (_, now, writing) => {
  expect(listWriting(BEFORE, new Map(now))).toEqual(writing);
});
