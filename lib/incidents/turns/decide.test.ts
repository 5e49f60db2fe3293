import { describe, expect, it } from "vitest";
import type { Plan } from "@/lib/events/policies/plan";
import { decideTurn, recipientsOf } from "./decide";

const m = 60_000;
const plan: Plan = {
  severity: null,
  steps: [
    { waitMs: 0, channels: [1] },
    { waitMs: 10 * m, channels: [2, 3] },
  ],
  reminder: { everyMs: 30 * m, atMost: 2 },
};
const due: Parameters<typeof decideTurn>[0] = {
  turn: { key: "step:2", dueMs: 100 * m },
  plan,
  isOpen: true,
  held: null,
  coveredForMs: 0,
  isAnyReached: true,
  isUntried: false,
  graceIntervalMs: 5_000,
  hub: { heardMs: 100 * m, blindEndedHeardMs: 0 },
};
const at = (change: Partial<Parameters<typeof decideTurn>[0]["hub"]>) => ({ hub: { ...due.hub, ...change } });
const late = (ms: number) => ({ isUntried: true, ...at({ heardMs: 100 * m + ms }) });
const fallback = { turn: { key: "fallback", dueMs: 100 * m } };
const wait = (untilMs: number, why: string) => ({ kind: "wait", untilMs, why });
const end = (ending: string) => ({ kind: "end", ending });
const tell = { kind: "tell" };

describe("decideTurn", () => {
  it.each<[string, Partial<typeof due>, object]>([
    ["a turn whose time has come", {}, tell],
    ["a machine that is back: nothing is escalated that is over", { isOpen: false }, end("over")],
    ["a machine that is back and was acknowledged", { isOpen: false, held: "acknowledged" }, end("over")],
    ["somebody has acknowledged", { held: "acknowledged" }, end("acknowledged")],
    ["somebody has snoozed", { held: "snoozed" }, end("snoozed")],
    [
      "somebody has acknowledged during a pause",
      { held: "acknowledged", coveredForMs: m },
      end("acknowledged"),
    ],
    ["a pause holds the steps, and not only the first", { coveredForMs: 1 }, wait(100 * m + 1, "covered")],
    [
      "a pause may end early: it is looked at every minute",
      { coveredForMs: 60 * m },
      wait(101 * m, "covered"),
    ],
    ["the pause is over", { coveredForMs: 0 }, tell],
    [
      "blind until just now: nobody knows whether it lasts",
      at({ blindEndedHeardMs: 100 * m - 9_999 }),
      wait(100 * m + 1, "blind"),
    ],
    ["two intervals after the hub was blind", at({ blindEndedHeardMs: 100 * m - 10_000 }), tell],
    [
      "blind again and again: overdue by two intervals, it comes anyway",
      at({ heardMs: 100 * m + 10_000, blindEndedHeardMs: 100 * m + 9_000 }),
      tell,
    ],
    ["a fallback after something has arrived", fallback, end("reached")],
    ["a fallback after nothing has arrived", { ...fallback, isAnyReached: false }, tell],
    [
      "a fallback that nobody needs any more",
      { ...fallback, isAnyReached: false, held: "acknowledged" },
      end("acknowledged"),
    ],
    ["a step, although something has arrived", { isAnyReached: true }, tell],
    ["what was sent before has not been tried, as its worker was busy", late(10_000), tell],
    [
      "what was sent before has not been tried, as no worker was there: it waits its wait anew",
      late(10_001),
      wait(110 * m + 10_001, "untried"),
    ],
    ["a long overdue turn after one that was tried", { ...late(60 * m), isUntried: false }, tell],
    ["a key that a newer version wrote", { turn: { key: "catch_up:1", dueMs: 0 } }, wait(101 * m, "unknown")],
  ])("%s", (_, change, decision) => {
    expect(decideTurn({ ...due, ...change })).toEqual(decision);
  });
});

describe("recipientsOf", () => {
  const asked = {
    key: "step:2",
    plan,
    fallback: { waitMs: 0, channels: "all" as const },
    teamChannelIds: [1, 2, 3, 4],
    told: new Set([1]),
  };
  it.each<[string, Partial<typeof asked>, ReturnType<typeof recipientsOf>]>([
    ["a step notifies its own channels alone", {}, { first: [2, 3], again: [] }],
    ["who knows of it hears that it lasts", { told: new Set([1, 3]) }, { first: [2], again: [3] }],
    ["a channel that was deleted is left out", { teamChannelIds: [1, 3] }, { first: [3], again: [] }],
    [
      "a reminder goes to everybody so far",
      { key: "reminder:1", told: new Set([1, 3]) },
      { first: [], again: [1, 3] },
    ],
    ["a reminder where nobody knows of it", { key: "reminder:1", told: new Set() }, { first: [], again: [] }],
    ["a fallback goes to who has not been notified", { key: "fallback" }, { first: [2, 3, 4], again: [] }],
    [
      "a step that its plan, which could not be read, does not have",
      { key: "step:9" },
      { first: [2, 3, 4], again: [1] },
    ],
  ])("%s", (_, change, recipients) => {
    expect(recipientsOf({ ...asked, ...change })).toEqual(recipients);
  });
});
