import { describe, expect, it } from "vitest";
import { decideFlap, decideSteady } from "./decide";

describe("decideFlap", () => {
  const first = { event: "machine.offline", isFlapping: false, recentOutages: 1 } as const;
  it.each([
    ["tells a first outage", {}, "told"],
    ["tells a second one", { recentOutages: 2 }, "told"],
    ["says with the third that the machine flaps", { recentOutages: 3 }, "begins"],
    ["tells the recovery of the second one", { event: "machine.online", recentOutages: 2 }, "told"],
    [
      "tells a recovery that was still open when the window was made shorter",
      { event: "machine.online", recentOutages: 9 },
      "told",
    ],
    [
      "holds the recovery of the third one",
      { event: "machine.online", isFlapping: true, recentOutages: 3 },
      "held",
    ],
    ["holds the fourth outage", { isFlapping: true, recentOutages: 4 }, "held"],
    [
      "holds an outage long after the first ones, while the machine was never steady",
      { isFlapping: true },
      "held",
    ],
  ] as const)("%s", (_, given, kind) => {
    expect(decideFlap({ ...first, ...given })).toEqual({ kind });
  });
});

describe("decideSteady", () => {
  it.each([
    ["tells that the machine is online", "online", null, "tell_online"],
    ["tells that it is offline, in another outage than the one that was told", "offline", 8, "tell_offline"],
    ["is silent about the outage that was told and never ended", "offline", 7, "silent"],
    ["is silent about a machine that was disabled", "disabled", null, "silent"],
    ["is silent about a machine that waits for its first report", "pending", null, "silent"],
  ] as const)("%s", (_, status, openIncidentId, kind) => {
    expect(decideSteady({ status, toldIncidentId: 7, openIncidentId })).toEqual({ kind });
  });
});
