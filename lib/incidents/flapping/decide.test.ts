import { describe, expect, it } from "vitest";
import { decideFlap, decideSteady } from "./decide";

describe("decideFlap", () => {
  const first = { event: "machine.offline", isFlapping: false, recentOutages: 1 } as const;
  it.each([
    ["sends a first outage", {}, "told"],
    ["sends a second one", { recentOutages: 2 }, "told"],
    ["says with the third that the machine is flapping", { recentOutages: 3 }, "begins"],
    ["sends the recovery of the second one", { event: "machine.online", recentOutages: 2 }, "told"],
    [
      "sends a recovery that was still open when the window was made shorter",
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
      "holds an outage long after the first ones if the machine has never been stable",
      { isFlapping: true },
      "held",
    ],
  ] as const)("%s", (_, given, kind) => {
    expect(decideFlap({ ...first, ...given })).toEqual({ kind });
  });
});

describe("decideSteady", () => {
  it.each([
    ["sends that the machine is online", "online", null, "tell_online"],
    ["sends that it is offline, in another outage than the one that was sent", "offline", 8, "tell_offline"],
    ["sends nothing about the outage that was sent and never ended", "offline", 7, "silent"],
    ["sends nothing about a disabled machine", "disabled", null, "silent"],
    ["sends nothing about a machine that waits for its first report", "pending", null, "silent"],
  ] as const)("%s", (_, status, openIncidentId, kind) => {
    expect(decideSteady({ status, sentIncidentId: 7, openIncidentId })).toEqual({ kind });
  });
});
