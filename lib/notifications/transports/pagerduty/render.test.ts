import { expect, it } from "vitest";
import { alertMessage } from "../../messages/alert-message.fixture";
import { AS_SENT } from "../../messages/incident-status";
import { machineMessage, noticeOf } from "../../messages/machine-message.fixture";
import type { Message } from "../../messages/message";
import { toEvent } from "./render";

function sent(message: Message) {
  const now = new Date("2026-03-01T12:00:00Z");
  const told = { messages: [message], incidentStatuses: AS_SENT, key: "msg_1", hubUrl: null, now };
  const { url, body = "" } = toEvent({
    message,
    told,
    host: "events.pagerduty.com",
    routingKey: "k",
    installation: "abc",
  });
  const { event_action, dedup_key, payload } = JSON.parse(body);
  return [new URL(url).pathname, event_action, dedup_key, payload.severity];
}

const EVENT = "/v2/enqueue";
const CHANGE = "/v2/change/enqueue";

it.each<[string, Message, unknown[]]>([
  ["an outage", machineMessage("machine.offline"), [EVENT, "trigger", "ls-abc-1", "critical"]],
  ["its reminder", machineMessage("machine.still_offline"), [EVENT, "trigger", "ls-abc-1", "critical"]],
  ["its end", machineMessage("machine.online"), [EVENT, "resolve", "ls-abc-1", "critical"]],
  [
    "a warning",
    alertMessage("alert.firing", { firing: { severity: "warning" } }),
    [EVENT, "trigger", "ls-abc-101", "warning"],
  ],
  [
    "a simulated outage",
    machineMessage("machine.offline", { isCanary: true }),
    [EVENT, "trigger", "canary-ls-abc-1", "info"],
  ],
  ["a deaf hub", noticeOf("hub.deaf"), [EVENT, "trigger", "ls-abc-hub", "critical"]],
  ["a test, which notifies nobody", { kind: "test" }, [CHANGE, undefined, undefined, undefined]],
  ["a failed channel", noticeOf("channel.failed"), [CHANGE, undefined, undefined, undefined]],
])("sends %s", (_, message, expected) => {
  expect(sent(message)).toEqual(expected);
});
