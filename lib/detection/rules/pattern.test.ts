import { expect, it } from "vitest";
import { fits } from "./pattern";

it.each([
  ["no pattern takes every name", null, "/var", true],
  ["a name takes itself", "/var", "/var", true],
  ["a name takes no longer one", "/var", "/var/log", false],
  ["a star at the end", "/var*", "/var/log", true],
  ["a star takes nothing, too", "/var*", "/var", true],
  ["a star at the beginning", "*/data", "/mnt/data", true],
  ["what follows a star must follow", "*/data", "/mnt/data2", false],
  ["a star in the middle", "/mnt/*/data", "/mnt/a/b/data", true],
  ["several stars", "*a*b*", "xxaxxbxx", true],
  ["several stars in order", "*a*b*", "xxbxxaxx", false],
  ["a lone star", "*", "eth0", true],
  ["a dot is a dot", "eth.0", "ethx0", false],
  ["upper and lower case differ", "/Var", "/var", false],
  ["one normal form", "/caf\u00e9", "/cafe\u0301", true],
] as const)("%s", (_, pattern, name, does) => {
  expect(fits(pattern, name)).toBe(does);
});

it("takes no time for a pattern of many stars", { timeout: 1_000 }, () => {
  expect(fits("*a".repeat(120), "a".repeat(255))).toBe(true);
  expect(fits(`${"*a".repeat(120)}b`, "a".repeat(255))).toBe(false);
});
