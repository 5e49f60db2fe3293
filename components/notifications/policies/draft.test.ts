import { expect, it } from "vitest";
import type { PolicyView } from "@/lib/events/policies/schema";
import { bodyOf, draftOf, firstDraft, type PolicyDraft } from "./draft";
import { draftPolicies, indexOf, isComplete } from "./draft-policies";

const policy = (over: Partial<PolicyView> = {}): PolicyView => ({
  id: 1,
  name: "Web",
  number: 1,
  match: { machines: { tags: ["web"] }, kinds: null, rules: null, severity: null, when: null },
  severity: null,
  steps: [{ wait: "0s", channels: [1] }],
  reminder: null,
  created_by: null,
  created_at: null,
  position: 1,
  is_active: true,
  is_default: false,
  ...over,
});
const night = { zone: "Europe/Berlin", from: "22:00", until: "07:00" };
const everywhere = { machines: { all: true }, kinds: null, rules: null, severity: null, when: null } as const;
const otherwise = policy({ id: "default", is_default: true, match: everywhere });

it.each<[string, Partial<PolicyView>]>([
  ["a tag", {}],
  ["machines and kinds", { match: { ...everywhere, machines: { machines: [3] }, kinds: ["metric"] } }],
  ["nights", { match: { ...everywhere, when: night } }],
  ["weekends", { match: { ...everywhere, when: { ...night, days: { weekdays: [6, 7] } } } }],
  [
    "hours that the dialog cannot show",
    { match: { ...everywhere, when: { ...night, starts_on: "2026-12-24" } } },
  ],
  ["rules", { match: { ...everywhere, rules: [4] } }],
  ["steps and a reminder", { severity: "warning", reminder: { every: "1h", at_most: 3 } }],
])("gives back what it has read: %s", (_, over) => {
  const { name, match, severity, steps, reminder } = policy(over);
  expect(bodyOf(draftOf(policy(over), "UTC"))).toEqual({ name, match, severity, steps, reminder });
});

it.each<[string, Partial<PolicyDraft>, boolean]>([
  ["no tag", { tags: [] }, false],
  ["no channel", { steps: [{ key: 1, wait: "0s", channels: [] }] }, false],
  ["a wait that is none", { steps: [{ key: 1, wait: "soon", channels: "all" }] }, false],
  ["no day", { hours: "daily", weekdays: [] }, false],
  ["no number of reminders", { reminds: true, atMost: "" }, false],
  ["everything", {}, true],
])("knows a draft with %s for complete or not", (_, over, complete) => {
  const draft = { ...firstDraft("UTC"), tags: ["web"], steps: [{ key: 1, wait: "0s", channels: [1] }] };
  expect(isComplete(bodyOf({ ...draft, ...over }))).toBe(complete);
});

it("puts a new policy before the default one, a changed one in its place, and leaves out those that are off", () => {
  const body = bodyOf(draftOf(policy(), "UTC"));
  const policies = [policy(), policy({ id: 2, is_active: false }), otherwise];
  const added = draftPolicies({ id: null, body, policies });
  const changed = draftPolicies({ id: 2, body, policies });
  expect([added.map(({ id }) => id), indexOf({ id: null, policies: added })]).toEqual([
    [1, undefined, "default"],
    1,
  ]);
  expect([changed.map(({ id }) => id), indexOf({ id: 2, policies: changed })]).toEqual([
    [1, 2, "default"],
    1,
  ]);
});
