import { describe, expect, it } from "vitest";
import { buildTimeline } from "./timeline";

const incident = {
  startedAtMs: 1_000_000,
  detectedAtMs: 1_120_400,
  resolvedAtMs: null,
  heard: { deadlineMs: 620_000, detectedMs: 620_400 },
};
const delivery = {
  id: 1,
  event: "machine.offline",
  state: "delivered",
  createdAtMs: 1_120_400,
  finishedAtMs: 1_121_600,
} as const;

const read = (given: Partial<Parameters<typeof buildTimeline>[0]>) =>
  buildTimeline({ incident, deliveries: [], acts: [], blind: [], ...given }).map(
    ({ moment, atMs, gapMs }) => `${moment} ${atMs} +${gapMs}`,
  );

describe("buildTimeline", () => {
  it.each([
    [
      "an outage that nobody was notified of has three moments",
      {},
      ["last_heard 1000000 +null", "deadline 1120000 +120000", "detected 1120400 +400"],
    ],
    [
      "hub downtime after the deadline lies between it and the decision",
      { blind: [{ startedAtMs: 1_050_200, endedAtMs: 1_120_200, cause: "down" }] },
      ["last_heard 1000000 +null", "deadline 1050000 +50000", "detected 1120400 +70400"],
    ],
    [
      "a deadline is never before the last report",
      { incident: { ...incident, heard: { ...incident.heard, detectedMs: 1_000_000 } } },
      ["last_heard 1000000 +null", "deadline 1000000 +0", "detected 1120400 +120400"],
    ],
    [
      "a delivered notification follows the decision by the time it took",
      { deliveries: [delivery] },
      expect.arrayContaining(["told 1121600 +1200"]),
    ],
    [
      "one that was sent again follows the moment of the request",
      { deliveries: [delivery, { ...delivery, id: 2, createdAtMs: 1_200_000, finishedAtMs: 1_200_300 }] },
      expect.arrayContaining(["told 1200300 +300"]),
    ],
    [
      "one that was not delivered has no time",
      { deliveries: [{ ...delivery, state: "dead" as const }] },
      expect.arrayContaining(["told null +null"]),
    ],
    [
      "its end is counted from the last report, and comes before the recovery's notifications",
      {
        incident: { ...incident, resolvedAtMs: 1_300_000 },
        deliveries: [
          { ...delivery, event: "machine.online" as const, createdAtMs: 1_300_000, finishedAtMs: 1_300_900 },
          delivery,
        ],
      },
      [
        "last_heard 1000000 +null",
        "deadline 1120000 +120000",
        "detected 1120400 +400",
        "told 1121600 +1200",
        "resolved 1300000 +300000",
        "recovery_told 1300900 +900",
      ],
    ],
  ])("%s", (_, given, expected) => {
    expect(read(given)).toEqual(expected);
  });

  it("begins for a rule when its condition was met, and knows no deadline", () => {
    const firing = { ...incident, heard: null, resolvedAtMs: 1_300_000 };
    const told = { ...delivery, event: "alert.firing" as const };
    const reminder = { ...told, id: 2, event: "alert.still_firing" as const, createdAtMs: 1_200_000 };
    const over = { ...told, id: 3, event: "alert.resolved" as const, createdAtMs: 1_300_000 };
    expect(read({ incident: firing, deliveries: [told, reminder, over] })).toEqual([
      "condition_met 1000000 +null",
      "detected 1120400 +120400",
      "told 1121600 +1200",
      "reminded 1121600 +0",
      "resolved 1300000 +300000",
      "recovery_told 1121600 +0",
    ]);
  });

  it("shows what people did and who was reminded between outage and recovery, in order of time", () => {
    const held = { via: "ui", untilMs: null, ending: null, endedAtMs: null, endedBy: null } as const;
    const back = { ending: "taken_back", endedAtMs: 1_140_000, endedBy: "Bob" } as const;
    const anna = { ...held, by: "Anna", atMs: 1_130_000, ...back };
    const over = { ending: "over", endedAtMs: 1_200_000 } as const;
    const snooze = { ...held, by: "Bob", atMs: 1_150_000, untilMs: 1_200_000, ...over };
    const reminder = {
      ...delivery,
      id: 2,
      event: "machine.still_offline" as const,
      createdAtMs: 1_200_000,
      finishedAtMs: 1_200_500,
    };
    const again = { ...held, by: "Carl", atMs: 1_210_000 };
    const steps = buildTimeline({
      incident: { ...incident, resolvedAtMs: 1_300_000 },
      deliveries: [delivery, reminder],
      acts: [anna, snooze, again],
      blind: [],
    });
    expect(
      steps.slice(3).map(({ moment, gapMs, by, untilMs }) => `${moment} +${gapMs} ${by} ${untilMs}`),
    ).toEqual([
      "told +1200 null null",
      "acknowledged +9600 Anna null",
      "taken_back +10000 Bob null",
      "snoozed +29600 Bob 1200000",
      "reminded +500 null null",
      "acknowledged +89600 Carl null",
      "resolved +300000 null null",
    ]);
  });
});
