import { expect, it } from "vitest";
import { nameForClone } from "./name-for-clone";

const original = { name: "web-01", hostname: null };
const LONG = "x".repeat(100);

it.each([
  ["its own host name", original, ["web-01", "web-07"], [], "web-07"],
  ["its own host name, whichever reported last", original, ["web-07", "web-01"], [], "web-07"],
  ["the other than the one that a person has typed", { name: "Shop", hostname: "a" }, ["a", "b"], [], "b"],
  [
    "a number, if nobody knows which host is the copy",
    { name: "Shop", hostname: null },
    ["a", "b"],
    [],
    "Shop-2",
  ],
  ["a number, if both have one host name", original, ["web-01"], [], "web-01-2"],
  ["a number, if no host name is known", original, [], [], "web-01-2"],
  ["a number, if its host name is taken", original, ["web-01", "web-07"], ["web-07"], "web-01-2"],
  ["the next number that is free", original, [], ["web-01-2", "web-01-3"], "web-01-4"],
  ["a name that is not too long", { name: LONG, hostname: null }, [], [], `${LONG.slice(2)}-2`],
])("gives a clone %s", (_, machine, hostnames, taken, name) => {
  expect(nameForClone({ original: machine, hostnames, taken: new Set(taken) })).toBe(name);
});
