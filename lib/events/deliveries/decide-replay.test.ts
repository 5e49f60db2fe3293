import { describe, expect, it } from "vitest";
import { decideReplay } from "./decide-replay";
import { DELIVERY_STATES, type DeliveryState } from "./states";

const dead = {
  event: "machine.offline",
  state: "dead",
  channel: { isActive: true },
  outageStates: [],
} as const;

describe("decideReplay", () => {
  it.each([
    ["a dead letter may be sent again", {}, null],
    ["one that was not sent may be sent after all", { state: "suppressed" }, null],
    ["one that arrived may be sent again", { state: "delivered" }, null],
    ["one that waits is not doubled", { state: "pending" }, "still being sent"],
    ["one that is under way is not doubled", { state: "sending" }, "still being sent"],
    ["a deleted channel has no address", { channel: null }, "deleted"],
    ["a channel that is off stays silent", { channel: { isActive: false } }, "Switch it on"],
    ["a test has its own button", { event: "test" }, "press Test"],
    ["a recovery without its outage is not told", { event: "machine.online" }, "outage again first"],
    [
      "a recovery whose outage failed is not told",
      { event: "machine.online", outageStates: ["dead"] },
      "outage again first",
    ],
    [
      "a recovery whose outage is being sent again follows it",
      { event: "machine.online", outageStates: ["dead", "pending"] },
      null,
    ],
  ] as const)("%s", (_, given, message) => {
    const decision = decideReplay({ ...dead, ...given });
    if (message === null) expect(decision).toEqual({ kind: "replay" });
    else expect(decision).toMatchObject({ kind: "refuse", message: expect.stringContaining(message) });
  });

  it("decides for every state a delivery can be in", () => {
    const open: DeliveryState[] = DELIVERY_STATES.filter(
      (state) => decideReplay({ ...dead, state }).kind === "refuse",
    );
    expect(open).toEqual(["pending", "sending"]);
  });
});
