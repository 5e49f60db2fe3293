import { describe, expect, it } from "vitest";
import { decideReplay } from "./decide-replay";
import { DELIVERY_STATES, type DeliveryState } from "./states";

const dead = {
  event: "machine.offline",
  state: "dead",
  channel: { isActive: true },
  openingStates: [],
  isCanary: false,
} as const;

describe("decideReplay", () => {
  it.each([
    ["a failed one may be sent again", {}, null],
    ["one that was not sent may be sent now", { state: "suppressed" }, null],
    ["a delivered one may be sent again", { state: "delivered" }, null],
    ["one that waits is not duplicated", { state: "pending" }, "still being sent"],
    ["one that is being sent is not duplicated", { state: "sending" }, "still being sent"],
    ["a deleted channel has no address", { channel: null }, "deleted"],
    ["nothing is sent to a channel that is off", { channel: { isActive: false } }, "Switch it on"],
    ["a test has its own button", { event: "test" }, "Press Test"],
    ["an end-to-end test is not sent when it is over", { isCanary: true }, "Run a new one"],
    ["a recovery is not sent without its outage", { event: "machine.online" }, "Send that again first"],
    [
      "a recovery is not sent if its outage failed",
      { event: "machine.online", openingStates: ["dead"] },
      "Send that again first",
    ],
    [
      "a recovery may follow an outage that is being sent again",
      { event: "machine.online", openingStates: ["dead", "pending"] },
      null,
    ],
  ] as const)("%s", (_, given, message) => {
    const decision = decideReplay({ ...dead, ...given });
    if (message === null) expect(decision).toEqual({ kind: "replay" });
    else expect(decision).toMatchObject({ kind: "refuse", message: expect.stringContaining(message) });
  });

  it("decides for every state of a delivery", () => {
    const open: DeliveryState[] = DELIVERY_STATES.filter(
      (state) => decideReplay({ ...dead, state }).kind === "refuse",
    );
    expect(open).toEqual(["pending", "sending"]);
  });
});
