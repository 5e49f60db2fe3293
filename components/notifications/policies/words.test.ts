import { describe, expect, it } from "vitest";
import type { PolicyView } from "@/lib/events/policies/schema";
import { planWords, roleWords } from "./words";

const everything: PolicyView["match"] = {
  machines: { all: true },
  kinds: null,
  rules: null,
  severity: null,
  when: null,
};
const names = new Map([
  [1, "Ops"],
  [2, "Anna"],
]);
const policy = (over: Partial<PolicyView>): PolicyView => ({
  id: 1,
  name: "Web",
  number: 1,
  match: everything,
  severity: null,
  steps: [{ wait: "0s", channels: "all" }],
  reminder: null,
  created_by: null,
  created_at: null,
  position: 1,
  is_active: true,
  is_default: false,
  ...over,
});

describe("who is notified", () => {
  it.each<[Partial<PolicyView>, string]>([
    [{}, "every channel at once"],
    [{ steps: [{ wait: "5m", channels: [1] }] }, "Ops after 5m"],
    [
      {
        steps: [
          { wait: "0s", channels: [1] },
          { wait: "10m", channels: [2] },
        ],
        reminder: { every: "1h", at_most: 6 },
      },
      "Ops at once; Anna 10m later, unless acknowledged; reminded every 1h, 6 times at most",
    ],
    [{ steps: [{ wait: "0s", channels: [9] }], severity: "warning" }, "nobody at once; as a warning"],
  ])("%j: %s", (plan, words) => {
    expect(planWords(policy(plan), names)).toBe(words);
  });
});

const otherwise = policy({ id: "default", is_default: true });
const web = policy({
  steps: [
    { wait: "0s", channels: [1] },
    { wait: "10m", channels: [2] },
  ],
});

it.each<[string, number, PolicyView[], string | null]>([
  ["with nothing set", 1, [otherwise], null],
  ["in the first step", 1, [web, otherwise], "Web at once; everything else at once"],
  ["in the second", 2, [web, otherwise], "Web in step 2; everything else at once"],
  ["of a policy that is off", 2, [{ ...web, is_active: false }, otherwise], null],
  [
    "nowhere",
    3,
    [policy({ id: "default", is_default: true, steps: [{ wait: "0s", channels: [1] }] })],
    "In no policy: no outages and no alerts",
  ],
])("says what a channel is notified of %s", (_, id, policies, words) => {
  expect(roleWords(id, policies)).toBe(words);
});
