import { describe, expect, it } from "vitest";
import { type Escalation, readEscalation, stepsOf } from "./escalation";

const rest = { reminder: null, severity: null };

describe("the short form", () => {
  it.each<[string, Escalation | null, number[]]>([
    ["nothing", null, [1, 2]],
    ["one more channel later", { after: "2h", channelId: 2, isOnlyThen: false }, [1, 2]],
    ["a channel that is notified only then", { after: "2h", channelId: 2, isOnlyThen: true }, [1, 2, 3]],
    ["the only channel, later", { after: "2h", channelId: 1, isOnlyThen: true }, [1]],
  ])("reads back what it has set: %s", (_, escalation, ids) => {
    expect(readEscalation({ ...rest, steps: stepsOf(escalation, ids) }, ids)).toEqual(escalation);
  });

  it.each<[string, Parameters<typeof readEscalation>[0]]>([
    ["a reminder", { ...rest, steps: stepsOf(null, [1]), reminder: { every: "1h", at_most: 1 } }],
    ["another severity", { ...rest, steps: stepsOf(null, [1]), severity: "warning" }],
    ["some channels at once", { ...rest, steps: [{ wait: "0s", channels: [1] }] }],
    ["two channels later", { ...rest, steps: [...stepsOf(null, []), { wait: "1h", channels: [1, 2] }] }],
    [
      "three steps",
      {
        ...rest,
        steps: [...stepsOf(null, []), { wait: "1h", channels: [1] }, { wait: "1h", channels: [2] }],
      },
    ],
  ])("leaves %s to the dialog", (_, policy) => {
    expect(readEscalation(policy, [1, 2])).toBe("more");
  });
});
