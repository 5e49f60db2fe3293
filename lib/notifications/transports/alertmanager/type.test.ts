import { describe, expect, it } from "vitest";
import { AS_SENT } from "../../messages/incident-status";
import { machineMessage } from "../../messages/machine-message.fixture";
import type { Message } from "../../messages/message";
import { itReads } from "../../messages/recorded-answers.fixture";
import { alertmanager } from "./type";

const AT = { config: { server: "http://am:9093" }, secrets: {}, oldSecrets: null };
const now = new Date("2026-03-01T12:00:00.000Z");

function sent(message: Message) {
  if (!("render" in alertmanager)) throw new Error("it sends in the usual way");
  const told = { messages: [message], incidentStatuses: AS_SENT, key: "msg_1", hubUrl: null, now };
  const [request] = alertmanager.render(told, AT, "abc");
  return JSON.parse(request?.body ?? "")[0];
}

describe("an alert", () => {
  const open = sent(machineMessage("machine.offline"));
  const closed = sent(machineMessage("machine.online"));

  it("has the same labels when it ends as when it began", () => {
    expect(open.labels).toEqual({
      alertname: "MachineOffline",
      severity: "critical",
      incident: "ls-abc-1",
      source: "lunasentri",
    });
    expect(closed.labels).toEqual(open.labels);
  });

  it("lasts until it is said to be over", () => {
    expect(open.endsAt).toBe("2026-03-31T12:00:00.000Z");
    expect(closed.endsAt).toBe(now.toISOString());
  });

  it("of a test is worth no notification, and ends by itself", () => {
    expect(sent({ kind: "test" })).toMatchObject({
      labels: { alertname: "Test", severity: "info", incident: "msg_1" },
      endsAt: "2026-03-01T12:05:00.000Z",
    });
  });
});

itReads(
  (answer, nowMs) =>
    "readAnswer" in alertmanager ? alertmanager.readAnswer(answer, nowMs, AT.config) : null,
  [
    ["takes it", 200, "", "delivered"],
    ["does not take the alert", 400, '"invalid label set"', "message"],
    ["is not itself", 400, "<html>", "network"],
    ["is out of order", 500, '"…"', "network"],
  ],
);
