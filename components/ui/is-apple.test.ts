import { expect, it } from "vitest";
import { isApple } from "./is-apple";

it.each([
  ["a Mac", { platform: "MacIntel" }, true],
  ["a Mac whose browser has client hints", { platform: "", userAgentData: { platform: "macOS" } }, true],
  ["an iPad with a keyboard", { platform: "iPad" }, true],
  ["an iPhone", { platform: "iPhone" }, true],
  ["Linux", { platform: "Linux x86_64" }, false],
  ["Windows", { platform: "Win32", userAgentData: { platform: "Windows" } }, false],
  ["Android", { platform: "Linux armv8l", userAgentData: { platform: "Android" } }, false],
  ["a browser with hints that say nothing", { platform: "MacIntel", userAgentData: { platform: "" } }, true],
])("tells %s", (_, browser, apple) => {
  expect(isApple(browser)).toBe(apple);
});
