import { describe, expect, it } from "vitest";
import { ORDINARY } from "../circumstances";
import { chooseDeliveries } from "./choose-deliveries";

const ops = { id: 7, name: "ops", isActive: true, events: null };
const desk = { id: 8, name: "desk", isActive: false, events: null };
const asked = { channels: [ops, desk], openingStates: new Map(), circumstances: ORDINARY } as const;

describe("chooseDeliveries", () => {
  it("plans one delivery for each channel, or gives the reason why not", () => {
    expect(chooseDeliveries({ ...asked, event: "machine.offline" })).toEqual([
      { channelId: 7, channelName: "ops", state: "pending", reason: null },
      { channelId: 8, channelName: "desk", state: "suppressed", reason: "channel_off" },
    ]);
  });

  it("looks at the state of the outage's delivery on each channel", () => {
    const channels = [ops, { ...desk, isActive: true }];
    const openingStates = new Map([[7, "delivered"] as const]);
    const planned = chooseDeliveries({ ...asked, event: "machine.online", channels, openingStates });
    expect(planned.map(({ reason }) => reason)).toEqual([null, "offline_not_told"]);
  });

  it("applies the circumstances to every channel", () => {
    const circumstances = { ...ORDINARY, isMachineFlapping: true };
    const planned = chooseDeliveries({ ...asked, event: "machine.offline", circumstances });
    expect(planned.map(({ reason }) => reason)).toEqual(["flapping", "channel_off"]);
  });

  it("adds one row with a reason when a team has no channel", () => {
    expect(chooseDeliveries({ ...asked, event: "machine.offline", channels: [] })).toEqual([
      { channelId: null, channelName: "", state: "suppressed", reason: "no_channel" },
    ]);
  });
});
