import { expect, it } from "vitest";
import type { PolicyInForce } from "@/lib/events/policies/choose-policy";
import { EVERYTHING, type Match } from "@/lib/events/policies/match";
import type { Plan } from "@/lib/events/policies/plan";
import type { Configuration } from "../configuration";
import type { ExpectedChannel } from "../expected-turns";
import { decideImpact } from "./decide";
import { impactWords } from "./words";

const MINUTE_MS = 60_000;
const channel = (id: number, over: Partial<ExpectedChannel> = {}): ExpectedChannel => ({
  id,
  name: `c${id}`,
  isActive: true,
  events: null,
  isBroken: false,
  ...over,
});
const off = { isActive: false };
const step = (channels: number[] | "all", minutes = 0) => ({ waitMs: minutes * MINUTE_MS, channels });
const plan = (...steps: Plan["steps"]): Plan => ({ severity: null, steps, reminder: null });
const tagged = (...tags: string[]): Match => ({ ...EVERYTHING, machines: { tags } });
const policy = (match: Match, how: Plan): PolicyInForce => ({
  versionId: 1,
  name: "Web",
  isDefault: false,
  match,
  plan: how,
});
const otherwise = (how: Plan): PolicyInForce => ({ ...policy(EVERYTHING, how), name: "", isDefault: true });

const machines = [
  { id: 1, name: "web-1", tags: ["web"] },
  { id: 2, name: "web-2", tags: ["web"] },
  { id: 3, name: "db-1", tags: [] },
];
const web = policy(tagged("web"), plan(step([1]), step([2], 60)));

type Row = [what: string, before: Configuration, after: Configuration, words: string | null];
const rows: Row[] = [
  ["nothing changes", team([], [1]), team([], [1]), null],
  [
    "the only channel goes off",
    team([], [1]),
    team([], [], [1]),
    leaves("3 machines with nobody who is notified"),
  ],
  ["one of two goes off", team([], [1, 2]), team([], [1], [2]), null],
  ["nobody was notified before", team([], [], [1]), team([], []), null],
  [
    "the first step's only channel goes off, and the next takes over at once",
    team([web, otherwise(plan(step("all")))], [1, 2]),
    team([web, otherwise(plan(step("all")))], [2], [1]),
    null,
  ],
  [
    "both channels of a policy go off, and the default one takes over",
    team([web, otherwise(plan(step([3])))], [1, 2, 3]),
    team([web, otherwise(plan(step([3])))], [3], [1, 2]),
    leaves('2 machines that fall back to "everything else"'),
  ],
  [
    "the default policy's only channel goes off",
    team([web, otherwise(plan(step([3])))], [1, 2, 3]),
    team([web, otherwise(plan(step([3])))], [1, 2], [3]),
    leaves("1 machine with nobody who is notified"),
  ],
  [
    "a wait is put before the first step",
    team([], [1]),
    team([policy(tagged("web"), plan(step([1], 10))), otherwise(plan(step("all")))], [1]),
    leaves("2 machines of which the first channel is notified up to 10m later"),
  ],
  [
    "a policy names only a channel that does not listen, and the default one only one that is off",
    team([], [1]),
    {
      policies: [policy(tagged("web"), plan(step([1]))), otherwise(plan(step([2])))],
      channels: [channel(1, { events: ["hub.deaf"] }), channel(2, off)],
    },
    leaves("3 machines with nobody who is notified"),
  ],
  [
    "a policy names only a broken channel",
    team([], [1]),
    {
      policies: [policy(tagged("web"), plan(step([1]))), otherwise(plan(step([2])))],
      channels: [channel(1, { isBroken: true }), channel(2)],
    },
    leaves('2 machines that fall back to "everything else"'),
  ],
  [
    "all three at once",
    team([], [1]),
    {
      policies: [
        policy(tagged("db"), plan(step([1], 5))),
        policy({ ...EVERYTHING, machines: { machines: [1] } }, plan(step([3]))),
        policy({ ...EVERYTHING, machines: { machines: [2] } }, plan(step([1], 60))),
        otherwise(plan(step([3]))),
      ],
      channels: [channel(1), channel(3, off)],
    },
    leaves(
      "2 machines with nobody who is notified and 1 machine of which the first channel is notified up to 1h later",
    ),
  ],
];

it.each(rows)("says what it means when %s", (_, before, after, words) => {
  const impact = decideImpact({ machines, before, after, atMs: 0 });
  expect(impactWords("It", impact)).toBe(words);
});

it("counts the machines that each policy is for; the first that matches has them", () => {
  const after = team([web, policy(EVERYTHING, plan(step([1]))), otherwise(plan(step("all")))], [1, 2]);
  const { matched } = decideImpact({ machines, before: after, after, atMs: 0 });
  expect(matched.map((of) => of.map(({ name }) => name))).toEqual([["web-1", "web-2"], ["db-1"], []]);
});

function team(policies: PolicyInForce[], on: number[], offIds: number[] = []): Configuration {
  return { policies, channels: [...on.map((id) => channel(id)), ...offIds.map((id) => channel(id, off))] };
}

function leaves(what: string): string {
  return `It leaves ${what}.`;
}
