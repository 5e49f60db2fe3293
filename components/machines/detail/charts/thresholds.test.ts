import { expect, it } from "vitest";
import type { RuleView } from "@/lib/detection/rules/schema";
import { thresholdsOf } from "./thresholds";

const rule = (changes: Partial<RuleView>): RuleView => ({
  ...{ id: 1, name: "Disk full", metric: "filesystem.used_pct", target: null, comparison: "above" },
  ...{ threshold: 90, samples: null, for: "10m", severity: "warning", is_active: true },
  ...{ recover_margin: 0, scope: { all: true }, firing: 0 },
  ...{ created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" },
  ...changes,
});
const read = (changes: Partial<RuleView>) =>
  thresholdsOf({
    rules: [rule(changes)],
    ...{ metrics: ["filesystem.used_pct"], target: "/var/lib", format: (value: number) => `${value} %` },
  }).map(({ value, severity, words }) => `${value} ${severity} ${words}`);

it.each([
  ["a rule for all of a kind", {}, ["90 warning Disk full: alerts above 90 % for 10m"]],
  [
    "a rule that counts samples",
    { for: null, samples: 3, severity: "critical" as const, comparison: "below" as const },
    ["90 critical Disk full: alerts below 90 % in 3 samples in a row"],
  ],
  [
    "a rule that one sample decides",
    { for: null, samples: 1 },
    ["90 warning Disk full: alerts above 90 % in a single sample"],
  ],
  ["a pattern that fits", { target: "/var*" }, ["90 warning Disk full: alerts above 90 % for 10m"]],
  ["a pattern that does not", { target: "/home" }, []],
  ["another metric", { metric: "filesystem.full_in" }, []],
  ["a rule that is switched off", { is_active: false }, []],
])("thresholdsOf: %s", (_, changes, lines) => {
  expect(read(changes)).toEqual(lines);
});
