import { expect, it } from "vitest";
import { AppError } from "@/lib/base/errors";
import { toRuleFields } from "./fields";
import type { CreateRuleInput } from "./schema";

const rule = (over: Partial<CreateRuleInput>): CreateRuleInput => ({
  name: "Busy",
  metric: "cpu_pct",
  comparison: "above",
  threshold: 90,
  samples: 3,
  ...over,
});

function faultsOf(over: Partial<CreateRuleInput>): object {
  try {
    toRuleFields(rule(over));
    return {};
  } catch (error) {
    if (error instanceof AppError) return error.fields ?? {};
    throw error;
  }
}

it.each<[string, Partial<CreateRuleInput>, string[]]>([
  ["nothing that is sound", {}, []],
  ["a metric that nobody knows", { metric: "cpu" }, ["metric"]],
  ["a target of a metric that has one value", { target: "/var" }, ["target"]],
  ["a percentage above a hundred", { threshold: 101 }, ["threshold"]],
  ["neither samples nor a duration", { samples: undefined }, ["for"]],
  ["both", { for: 60_000 }, ["for"]],
  ["a margin that reaches zero", { threshold: 40, recover_margin: 40 }, []],
  ["a margin that reaches below zero", { threshold: 40, recover_margin: 41 }, ["recover_margin"]],
  [
    "a margin that reaches above a hundred",
    { comparison: "below", threshold: 40, recover_margin: 61 },
    ["recover_margin"],
  ],
  [
    "a margin of a load that reaches below zero",
    { metric: "load1", threshold: 2, recover_margin: 3 },
    ["recover_margin"],
  ],
  ["no margin of what may be negative", { metric: "gauge:balance", threshold: 2, recover_margin: 3 }, []],
  ["a clock that is off by less than a slow line", { metric: "clock_off", threshold: 60 }, ["threshold"]],
  ["a clock that is off by more", { metric: "clock_off", threshold: 120 }, []],
])("refuses %s", (_, over, fields) => {
  expect(Object.keys(faultsOf(over))).toEqual(fields);
});
