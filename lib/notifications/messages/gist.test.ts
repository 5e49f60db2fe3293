import { describe, expect, it } from "vitest";
import { gistOf, linkOf } from "./gist";
import type { MachineMessage, Message } from "./message";

const AT = "2026-03-01T12:00:00.000Z";

function message(
  event: "machine.offline" | "machine.online",
  { id = 1, isCanary = false } = {},
): MachineMessage {
  const status = event === "machine.offline" ? "offline" : "online";
  const machine = { id, name: "web", hostname: "web", description: "", status, last_seen: AT } as const;
  const incident = { id, started_at: AT, detected_at: AT, resolved_at: null, offline_after_ms: 1 };
  const facts = { machine, incident, ...(isCanary && { canary: true as const }) };
  const common = { id: "evt", occurredAt: new Date(AT), zone: "UTC", isReplay: false };
  return { ...common, kind: "machine", event, facts, recovery: null };
}

const offline = message("machine.offline");
const online = message("machine.online");
const other = message("machine.online", { id: 2 });
const canary = message("machine.offline", { isCanary: true });
const notice: Message = {
  kind: "notice",
  id: "evt",
  event: "hub.heard",
  occurredAt: new Date(AT),
  facts: { message: "It hears again." },
  isReplay: false,
};

describe("gistOf", () => {
  it.each<[string, Message[], string]>([
    ["an outage", [offline], "problem"],
    ["a recovery", [online], "recovery"],
    ["an outage with its end", [{ ...offline, recovery: online.facts }], "recovery"],
    ["an outage among recoveries", [other, offline], "problem"],
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
