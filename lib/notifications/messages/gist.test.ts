import { describe, expect, it } from "vitest";
import { alertMessage } from "./alert-message.fixture";
import { gistOf, linkOf } from "./gist";
import { machineMessage, noticeOf } from "./machine-message.fixture";
import type { Message } from "./message";

const offline = machineMessage("machine.offline");
const online = machineMessage("machine.online");
const other = machineMessage("machine.online", { id: 2 });
const critical = alertMessage("alert.firing", { firing: { severity: "critical" } });
const warning = alertMessage("alert.firing", { firing: { severity: "warning" } });
const canary = machineMessage("machine.offline", { isCanary: true });
const notice = noticeOf("hub.heard");

describe("gistOf", () => {
  it.each<[string, Message[], string]>([
    ["an outage", [offline], "critical"],
    ["a critical alert", [critical], "critical"],
    ["an alert of severity warning", [warning], "warning"],
    ["a warning beside an outage", [warning, offline], "critical"],
    ["a warning among recoveries", [other, warning], "warning"],
    [
      "the end of a warning",
      [alertMessage("alert.resolved", { firing: { severity: "warning" } })],
      "recovery",
    ],
    ["a recovery", [online], "recovery"],
    ["an outage with its end", [{ ...offline, recovery: online.facts }], "recovery"],
    ["an outage among recoveries", [other, offline], "critical"],
    ["a notice", [notice], "notice"],
    ["a recovery beside a notice", [notice, online], "recovery"],
    ["what is not real", [canary], "notice"],
    ["a test", [{ kind: "test" }], "notice"],
  ])("%s", (_, messages, gist) => {
    expect(gistOf({ messages })).toBe(gist);
  });
});

describe("linkOf", () => {
  const hubUrl = "https://hub.example.org";
  it.each<[string, Message[], string]>([
    ["one incident", [offline], `${hubUrl}/incidents/1`],
    ["one incident and its end", [offline, online], `${hubUrl}/incidents/1`],
    ["several incidents", [offline, other], hubUrl],
    ["an incident that is not real", [canary], hubUrl],
    ["a notice", [notice], hubUrl],
  ])("%s", (_, messages, link) => {
    expect(linkOf({ messages, hubUrl })).toBe(link);
    expect(linkOf({ messages, hubUrl: null })).toBeNull();
  });
});
