import { expect, it } from "vitest";
import type { Plan } from "@/lib/events/policies/plan";
import { planViews } from "./plan-view";

const m = 60_000;
const plan: Plan = {
  severity: null,
  steps: [
    { waitMs: 0, channels: [1] },
    { waitMs: 10 * m, channels: "all" },
  ],
  reminder: { everyMs: 30 * m, atMost: 2 },
};
const nowMs = Date.parse("2026-03-01T12:00:00Z");
const turns = [
  { key: "step:1", dueMs: 0, endedAtMs: nowMs - 4 * m, ending: "told" as const },
  { key: "step:2", dueMs: 10 * m, endedAtMs: null, ending: null },
];

it("says what has come and what is still to come, each with its condition", () => {
  const views = planViews({ turns, plan, isDefault: false, hub: { heardMs: 4 * m, nowMs } });
  expect(views.map(({ key, at, ending, condition }) => [key, at.slice(11, 16), ending, condition])).toEqual([
    ["step:1", "11:56", "told", "at_once"],
    ["step:2", "12:06", null, "unless_acknowledged"],
    ["fallback", "12:11", null, "only_if_nobody_was_reached"],
    ["reminder:1", "12:36", null, "unless_acknowledged"],
    ["reminder:2", "13:06", null, "unless_acknowledged"],
  ]);
});

it("expects nothing once its last turn has ended", () => {
  const over = turns.map((turn) => ({ ...turn, endedAtMs: nowMs, ending: "over" as const }));
  expect(planViews({ turns: over, plan, isDefault: false, hub: { heardMs: 0, nowMs } })).toHaveLength(2);
});
