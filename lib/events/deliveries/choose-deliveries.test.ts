import { describe, expect, it } from "vitest";
import type { EventType } from "../types";
import { type ChannelChoice, chooseDeliveries } from "./choose-deliveries";
import { DELIVERY_STATES, type DeliveryState } from "./states";

const channel = { id: 7, name: "ops", isActive: true, events: null };

describe("chooseDeliveries", () => {
  const rows: [string, EventType, Partial<ChannelChoice>, DeliveryState | undefined, string | null][] = [
    ["an active channel hears an outage", "machine.offline", {}, undefined, null],
    ["a channel that is off does not", "machine.offline", { isActive: false }, undefined, "channel_off"],
    [
      "a channel that chose other events does not",
      "machine.offline",
      { events: ["machine.online"] },
      undefined,
      "event_not_chosen",
    ],
    ["a channel that chose it does", "machine.offline", { events: ["machine.offline"] }, undefined, null],
    ["a recovery follows an outage that was told", "machine.online", {}, "delivered", null],
    ["a recovery follows an outage that will be told", "machine.online", {}, "pending", null],
    ["a recovery follows an outage that is being told", "machine.online", {}, "sending", null],
    [
      "a recovery does not follow an outage that was not told",
      "machine.online",
      {},
      "suppressed",
      "offline_not_told",
    ],
    [
      "a recovery does not follow an outage that could not be told",
      "machine.online",
      {},
      "dead",
      "offline_not_told",
    ],
    [
      "a channel made during the outage is not told of its end",
      "machine.online",
      {},
      undefined,
      "offline_not_told",
    ],
    [
      "a channel switched off during the outage is not told of its end",
      "machine.online",
      { isActive: false },
      "delivered",
      "channel_off",
    ],
    ["who was told of an outage is told that it lasts", "machine.still_offline", {}, "delivered", null],
    ["who will be told of it is told after that", "machine.still_offline", {}, "pending", null],
    ["nobody else is", "machine.still_offline", {}, undefined, "offline_not_told"],
    [
      "who chose outages is told that one lasts",
      "machine.still_offline",
      { events: ["machine.offline"] },
      "delivered",
      null,
    ],
    [
      "who chose recoveries only is not",
      "machine.still_offline",
      { events: ["machine.online"] },
      "delivered",
      "event_not_chosen",
    ],
  ];
  it.each(rows)("%s", (_, event, change, outageState, reason) => {
    const outageStates = new Map(outageState === undefined ? [] : [[7, outageState]]);
    expect(chooseDeliveries({ event, channels: [{ ...channel, ...change }], outageStates })).toEqual([
      { channelId: 7, channelName: "ops", state: reason === null ? "pending" : "suppressed", reason },
    ]);
  });

  it.each([
    ["the hub's own trouble is told on every channel", "hub.deaf", null, null],
    ["its end does not ask what was told before", "hub.heard", null, null],
    ["a failed channel is told of on another one", "channel.failed", 8, null],
    ["a failed channel is not told of itself", "channel.failed", 7, "channel_failed"],
  ] as const)("%s", (_, event, failedChannelId, reason) => {
    const [planned] = chooseDeliveries({
      event,
      channels: [channel],
      outageStates: new Map(),
      failedChannelId,
    });
    expect(planned?.reason).toBe(reason);
  });

  it.each([
    [
      "the recovery of a paused machine is not told, though its outage was",
      {},
      "delivered",
      "machine_paused",
    ],
    ["nor would it have been on a channel that never heard of the outage", {}, undefined, "offline_not_told"],
    ["a channel that is off says so first", { isActive: false }, "delivered", "channel_off"],
  ] as const)("%s", (_, change, outageState, reason) => {
    const [planned] = chooseDeliveries({
      event: "machine.online",
      channels: [{ ...channel, ...change }],
      outageStates: new Map(outageState === undefined ? [] : [[7, outageState]]),
      isMachinePaused: true,
    });
    expect(planned).toMatchObject({ state: "suppressed", reason });
  });

  it.each(["machine.offline", "machine.online"] as const)("holds the %s of a machine that flaps", (event) => {
    const [planned] = chooseDeliveries({ event, channels: [channel], outageStates: new Map(), isHeld: true });
    expect(planned).toMatchObject({ state: "suppressed", reason: "flapping" });
  });

  it("says so when a team has no channel", () => {
    expect(chooseDeliveries({ event: "machine.offline", channels: [], outageStates: new Map() })).toEqual([
      { channelId: null, channelName: "", state: "suppressed", reason: "no_channel" },
    ]);
  });

  it("knows every state a delivery can be in", () => {
    for (const state of DELIVERY_STATES) {
      const [planned] = chooseDeliveries({
        event: "machine.online",
        channels: [channel],
        outageStates: new Map([[7, state]]),
      });
      expect(planned?.reason).toBe(state === "suppressed" || state === "dead" ? "offline_not_told" : null);
    }
  });
});
