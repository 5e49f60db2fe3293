import { describe, expect, it } from "vitest";
import { alertMessage } from "../../messages/alert-message.fixture";
import type { Told } from "../../messages/channel-type";
import { AS_SENT } from "../../messages/incident-status";
import { machineMessage } from "../../messages/machine-message.fixture";
import { pushover } from "./type";

const now = new Date("2026-03-01T12:00:00Z");

function requests(messages: Told["messages"], critical_priority: "high" | "emergency") {
  if (!("render" in pushover)) return [];
  return pushover
    .render(
      { messages, incidentStatuses: AS_SENT, key: "msg_1", hubUrl: null, now },
      {
        config: { user_end: "…abc", critical_priority },
        secrets: { token: "app", user: "me" },
        oldSecrets: null,
      },
      "abc",
    )
    .map(({ url, body }) => ({ path: new URL(url).pathname, ...JSON.parse(body ?? "") }));
}

const outage = machineMessage("machine.offline");
const other = machineMessage("machine.offline", { id: 2 });
const back = machineMessage("machine.online");
const warning = alertMessage("alert.firing", { firing: { severity: "warning" } });
const canary = machineMessage("machine.offline", { isCanary: true });

describe("the priority", () => {
  it.each([
    ["an outage is high", [outage], "high", { priority: 1 }],
    ["a warning is normal", [warning], "high", { priority: 0 }],
    ["a recovery is normal", [back], "high", { priority: 0 }],
    [
      "an outage that repeats says of which incident it is",
      [outage],
      "emergency",
      { priority: 2, retry: 60, expire: 3_600, tags: "ls-abc-1" },
    ],
    ["a warning never repeats", [warning], "emergency", { priority: 0 }],
    ["what is not real never repeats", [canary], "emergency", { priority: 0 }],
  ] as const)("%s", (_, messages, priority, expected) => {
    const found = requests(messages, priority);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(expected);
  });
});

it("lets the end of one of several incidents hush none of the others", () => {
  const [only] = requests([outage, other], "emergency");
  expect(only).toMatchObject({ priority: 2 });
  expect(only).not.toHaveProperty("tags");
});

it("ends the repeats of an outage that is over, before it says so", () => {
  expect(requests([back], "emergency").map(({ path, token }) => [path, token])).toEqual([
    ["/1/receipts/cancel_by_tag/ls-abc-1.json", "app"],
    ["/1/messages.json", "app"],
  ]);
});

it("ends no more repeats than there is time for before the message", () => {
  const many = Array.from({ length: 200 }, (_, id) => machineMessage("machine.online", { id }));
  expect(requests(many, "emergency")).toHaveLength(6);
});
