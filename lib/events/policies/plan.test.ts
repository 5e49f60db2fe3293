import { describe, expect, it } from "vitest";
import { EVERYBODY_AT_ONCE, FALLBACK_MS, type Plan, partOfKey, readPlan, turnsAfter, waitOf } from "./plan";
import { followingTurns, planOpening } from "./plan-opening";

const m = 60_000;
const plan: Plan = {
  severity: "warning",
  steps: [
    { waitMs: 0, channels: [1] },
    { waitMs: 0, channels: [2, 9] },
    { waitMs: 10 * m, channels: "all" },
  ],
  reminder: { everyMs: 30 * m, atMost: 2 },
};
const fallback = { key: "fallback", waitMs: FALLBACK_MS };

describe("turnsAfter", () => {
  it.each<[string, Partial<Parameters<typeof turnsAfter>[0]>, object[]]>([
    ["the next step", { key: "step:2" }, [{ key: "step:3", waitMs: 10 * m }]],
    ["after the last step", { key: "step:3" }, [fallback, { key: "reminder:1", waitMs: 30 * m }]],
    [
      "the default policy has no fallback",
      { key: "step:3", isDefault: true },
      [{ key: "reminder:1", waitMs: 30 * m }],
    ],
    ["without a reminder", { key: "step:3", plan: { ...plan, reminder: null } }, [fallback]],
    ["the next reminder", { key: "reminder:1" }, [{ key: "reminder:2", waitMs: 30 * m }]],
    ["the last reminder is the end", { key: "reminder:2" }, []],
    ["a fallback is the end", { key: "fallback" }, []],
    ["everybody at once is the end", { plan: EVERYBODY_AT_ONCE, key: "step:1", isDefault: true }, []],
  ])("%s", (_, change, turns) => {
    expect(turnsAfter({ plan, key: "step:1", isDefault: false, ...change })).toEqual(turns);
  });

  it("ends for every plan: no turn comes twice", () => {
    const seen: string[] = [];
    let next = ["step:1"];
    while (next.length > 0) {
      seen.push(...next);
      next = next.flatMap((key) => turnsAfter({ plan, key, isDefault: false }).map((turn) => turn.key));
    }
    expect(seen).toEqual(["step:1", "step:2", "step:3", "fallback", "reminder:1", "reminder:2"]);
  });
});

describe("followingTurns", () => {
  const asked = { plan, isDefault: false, heardMs: 1_000 };
  it.each([
    ["a step that reached somebody waits", "step:2", true, [["step:3", 10 * m + 1_000]]],
    ["a step that reached nobody passes on at once", "step:2", false, [["step:3", 1_000]]],
    [
      "so does the last one, but reminders keep their distance",
      "step:3",
      false,
      [
        ["fallback", 1_000],
        ["reminder:1", 30 * m + 1_000],
      ],
    ],
    ["a reminder that reached nobody", "reminder:1", false, [["reminder:2", 30 * m + 1_000]]],
  ])("%s", (_, key, isReached, turns) => {
    expect(followingTurns({ ...asked, key, isReached }).map((turn) => [turn.key, turn.dueMs])).toEqual(turns);
  });
});

describe("planOpening", () => {
  const teamChannelIds = [1, 2, 3];
  const waiting = { ...plan, steps: [{ waitMs: 5 * m, channels: [1] }] };
  it.each([
    ["the first step comes with the opening", plan, true, { channelIds: [1], waitMs: null }],
    ["a first step that waits: nothing at all yet", waiting, true, { channelIds: null, waitMs: 5 * m }],
    ["over already: all that would have come at once", plan, false, { channelIds: [1, 2], waitMs: null }],
    ["over before its first step: nothing at all", waiting, false, { channelIds: null, waitMs: null }],
    ["everybody", EVERYBODY_AT_ONCE, true, { channelIds: [1, 2, 3], waitMs: null }],
  ])("%s", (_, given, goesOn, opening) => {
    expect(planOpening({ plan: given, teamChannelIds, goesOn })).toEqual(opening);
  });
});

describe("a plan", () => {
  it("is read as it was stored", () => {
    expect(readPlan(JSON.stringify(plan))).toEqual(plan);
  });

  it("knows the wait of each of its parts", () => {
    expect(["step:1", "step:3", "reminder:2", "fallback"].map((key) => waitOf(plan, key))).toEqual([
      0,
      10 * m,
      30 * m,
      FALLBACK_MS,
    ]);
  });

  it.each(["step:0", "step:01", "catch_up:1", "step", ""])("has no part %s", (key) => {
    expect(partOfKey(key)).toBeNull();
  });
});
