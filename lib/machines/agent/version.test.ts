import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { AGENT_VERSION, isOutdated } from "./version";

it("is the version of the agent's script", () => {
  expect(readFileSync("agent/agent.sh", "utf8")).toContain(`\n  VERSION=${AGENT_VERSION}\n`);
});

it.each([
  ["an older one", "1.1.9", true],
  ["one whose last number is smaller, not shorter", "1.2.3", true],
  ["an older one with a greater last number", "0.99.99", true],
  ["the same", "1.2.10", false],
  ["a newer one, of another hub", "1.3.0", false],
  ["a much newer one", "10.0.0", false],
  ["another program", "telegraf 1.1.0", false],
  ["another program with a short version", "1.1", false],
  ["a build that nobody released", "1.1.0-dev", false],
  ["an agent that does not say", null, false],
  ["an empty version", "", false],
])("knows whether %s is outdated", (_, version, expected) => {
  expect(isOutdated(version, "1.2.10")).toBe(expected);
});
