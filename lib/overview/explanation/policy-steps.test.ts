import { describe, expect, it } from "vitest";
import type { ExplainedIncident, ExplainedPolicy } from "./facts";
import { policySteps } from "./policy-steps";

type Turn = ExplainedPolicy["turns"][number];

const explain = (...turns: Turn[]) =>
  policySteps({
    ...({ id: 7, detectedAtMs: 0 } as ExplainedIncident),
    policy: { name: "Web", number: 3, reminders: 6, turns },
  });

describe("policySteps", () => {
  it.each<[string, Turn["ending"], string]>([
    ["step:2", "told", "went_on Step 2 came."],
    ["step:2", "nobody", "ended Step 2 notified nobody: no channel of it could be used."],
    ["step:2", "acknowledged", "ended Step 2 was not sent: somebody had acknowledged it."],
    ["step:2", "snoozed", "ended Step 2 was not sent: somebody had snoozed it."],
    ["step:2", null, "waits Step 2 comes then, unless somebody acknowledges it."],
    ["step:1", "over", "ended It was over before the first step: nobody was notified."],
    ["reminder:5", "told", "went_on Reminder 5 of 6 came."],
    ["reminder:6", "told", "went_on Reminder 6 of 6 came: the last one."],
    ["fallback", "told", "went_on Nothing had arrived, so the default policy was followed."],
    ["fallback", null, "waits What its default policy says comes then, if nothing has arrived."],
  ])("says what became of %s that ended as %s", (key, ending, words) => {
    const [chosen, turn] = explain({ key, ending, atMs: 60_000 });
    expect(chosen?.sentence).toBe("The policy Web (version 3) says who is notified.");
    expect(`${turn?.state} ${turn?.sentence}`).toBe(words);
  });

  it.each<[string, Turn["ending"]]>([
    ["step:1", "told"],
    ["step:2", "over"],
    ["fallback", "reached"],
    ["catch_up:1", null],
  ])("has nothing to say of %s that ended as %s", (key, ending) => {
    expect(explain({ key, ending, atMs: 0 })).toHaveLength(1);
  });

  it("says nothing of an incident without a policy", () => {
    expect(policySteps({ policy: null } as ExplainedIncident)).toEqual([]);
  });
});
