import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertMessage } from "../alert-message.fixture";
import type { Told } from "../channel-type";
import type { IncidentStatus } from "../incident-status";
import type { Message } from "../message";
import { lengthOf, type Part, wordsOf } from "./parts";
import { renderBurst } from "./render-burst";
import { renderMessage } from "./render-message";

const now = new Date("2026-03-01T14:10:00.000Z");
const AT = "2026-03-01T12:20:00.000Z";
const LIMIT = { max: 4_096, unit: "utf16" } as const;
const INCIDENT = 101;

const textOf = (parts: readonly Part[]) => parts.map(wordsOf).join("");
const render = (message: Message, status?: IncidentStatus) =>
  renderMessage({
    message,
    now,
    incidentStatuses: new Map(status === undefined ? [] : [[INCIDENT, status]]),
  });
const burst = (messages: Told["messages"], more: Partial<Parameters<typeof renderBurst>[0]> = {}) =>
  textOf(renderBurst({ messages, now, hubUrl: null, ...more }, LIMIT));

const firing = alertMessage("alert.firing");
const resolved = alertMessage("alert.resolved");
const disk = { metric: "filesystem.used_pct", target: "/var", threshold: 90, severity: "warning" } as const;
const hosted = { ...firing.facts.machine, hostname: "web-1.example.org" };
const snooze = { by: "Anna", since: AT, until: AT };
const flapping = { outages: 3, since: AT, held_for_ms: 600_000, is_over: false };

describe("an alert in words", () => {
  it.each<[string, Message, string, IncidentStatus?]>([
    [
      "a critical one",
      alertMessage("alert.firing", { facts: { machine: hosted } }),
      "🔴 web-1: CPU is 97 % · above 85 % for 5m\n\nHost: web-1.example.org\nRule: CPU high\nAbove 85 % since 2026-03-01 12:00:00 UTC.",
    ],
    [
      "a warning about a filesystem",
      alertMessage("alert.firing", { firing: { ...disk, value: 93.25 } }),
      "🟡 web-1: /var is 93.3 % full · above 90 % for 5m\n\nRule: CPU high\nAbove 90 % since 2026-03-01 12:00:00 UTC.",
    ],
    [
      "one that is resolved",
      resolved,
      "🟢 web-1: CPU is 71 % · resolved after 17m\n\nRule: CPU high\nAbove 85 % for 17m, from 2026-03-01 12:00:00 UTC to 2026-03-01 12:17:00 UTC.",
    ],
    [
      "one whose rule was switched off",
      alertMessage("alert.resolved", { facts: { resolution: "rule_off" } }),
      "⚪ web-1: CPU was above 85 % · no longer watched\n\nRule: CPU high\nThe rule was switched off.\nAbove 85 % for 17m, from 2026-03-01 12:00:00 UTC to 2026-03-01 12:17:00 UTC.",
    ],
    [
      "one that was over before its message could leave",
      { ...firing, recovery: resolved.facts },
      "🟢 web-1: CPU is 71 % · resolved after 17m\n\nRule: CPU high\nAbove 85 % for 17m, from 2026-03-01 12:00:00 UTC to 2026-03-01 12:17:00 UTC. It fired at 97 %.",
    ],
    [
      "one that outlasts a snooze",
      alertMessage("alert.still_firing", { facts: { snooze } }),
      "🔴 web-1: CPU is still above 85 %\n\nRule: CPU high\nAbove 85 % for 2h10m; Anna's snooze has ended.\nSince: 2026-03-01 12:00:00 UTC",
    ],
    [
      "one that outlasts a snooze while nobody knows",
      alertMessage("alert.still_firing", {
        facts: { snooze, machine: { ...firing.facts.machine, status: "offline" } },
      }),
      "🔴 web-1: CPU was above 85 % · now offline\n\nRule: CPU high\nIts machine is offline, so nobody knows whether it still is; Anna's snooze has ended.\nSince: 2026-03-01 12:00:00 UTC",
    ],
    [
      "one that flaps",
      alertMessage("alert.firing", { facts: { flapping } }),
      "🔴 web-1: CPU is 97 % · above 85 % for 5m\n\nRule: CPU high\nAbove 85 % since 2026-03-01 12:00:00 UTC.\nFlapping: it fired 3 times since 2026-03-01 12:20:00 UTC. Further changes are held until it has been stable for 10m.",
    ],
    [
      "one that somebody has snoozed since",
      firing,
      "🔴 web-1: CPU is 97 % · above 85 % for 5m\n\nRule: CPU high\nAbove 85 % since 2026-03-01 12:00:00 UTC.\n👤 Snoozed by Ada until 2026-03-01 12:20:00 UTC.",
      { kind: "taken", by: "Ada", until: AT },
    ],
    [
      "one that is over since, edited in place",
      firing,
      "✅ web-1: CPU was above 85 % (resolved)\n\nRule: CPU high\nFired at 97 %. Resolved at 2026-03-01 12:20:00 UTC.",
      { kind: "over", at: AT },
    ],
    [
      "one whose machine was disabled since",
      firing,
      "⚪ web-1: CPU was above 85 % (disabled)\n\nRule: CPU high\nFired at 97 %. Disabled at 2026-03-01 12:20:00 UTC.",
      { kind: "disabled", at: AT },
    ],
  ])("tells %s", (_, message, text, status) => {
    expect(textOf(render(message, status))).toBe(text);
  });

  it("says of samples how many it took", () => {
    const message = alertMessage("alert.firing", { firing: { samples: 3, for_ms: null } });
    expect(textOf(render(message))).toMatch(/^🔴 web-1: CPU is 97 % · above 85 % in 3 samples\n/);
  });

  it("shows what people and agents named as names only, which lead nowhere", () => {
    const hostile = "@everyone https://evil.example <b>";
    const message = alertMessage("alert.firing", {
      name: hostile,
      firing: { ...disk, target: `/${hostile}`, rule_name: hostile },
    });
    const plain = render(message).filter((part) => typeof part === "string" || !("code" in part));
    expect(textOf(plain)).not.toContain("evil");
    expect(textOf(plain)).not.toContain("@");
    const gauge = alertMessage("alert.firing", { firing: { metric: `gauge:${hostile}` } });
    const open = render(gauge).filter((part) => typeof part === "string" || !("code" in part));
    expect(textOf(open)).not.toContain("evil");
  });
});

describe("alerts in a message with others", () => {
  const two = alertMessage("alert.firing", { id: 2, firing: { ...disk, value: 93 } });
  it.each<[string, Message[], string]>([
    [
      "several at once, with the mark of the worst",
      [firing, two],
      "🔴 2 alerts\n🔴 web-1: CPU is 97 % (above 85 % for 5m)\n🟡 web-2: /var is 93 % full (above 90 % for 5m)",
    ],
    [
      "one that is over beside one that is not",
      [two, firing, resolved],
      "🟡 1 alert\n🟡 web-2: /var is 93 % full (above 90 % for 5m)\n\n🟢 1 alert resolved\nweb-1: CPU is 71 % – resolved after 17m",
    ],
    [
      "one whose rule was deleted, beside another",
      [two, alertMessage("alert.resolved", { facts: { resolution: "rule_deleted" } })],
      "🟡 1 alert\n🟡 web-2: /var is 93 % full (above 90 % for 5m)\n\n🟢 1 alert resolved\nweb-1: CPU was above 85 % – the rule was deleted",
    ],
  ])("tells %s", (_, messages, text) => {
    expect(burst(messages)).toBe(text);
  });

  it("counts what is over since in a message that is edited", () => {
    const over = [INCIDENT, { kind: "over", at: AT }] as const;
    const edited = (...statuses: [number, IncidentStatus][]) =>
      burst([firing, two], { incidentStatuses: new Map(statuses) });
    expect(edited([...over])).toMatch(
      /^🟡 1 of 2 alerts still firing\nweb-1: CPU was above 85 % – resolved at 12:20:00 UTC\n/,
    );
    expect(edited([...over], [102, { kind: "over", at: AT }])).toMatch(/^✅ All 2 alerts are over\n/);
  });

  it("leads to the incidents that there is no room for", () => {
    const many = Array.from({ length: 200 }, (_, id) => alertMessage("alert.firing", { id }));
    expect(burst(many, { hubUrl: "https://hub.example.org" })).toMatch(
      /\n…and 112 more: https:\/\/hub\.example\.org\/incidents\?status=open&kind=metric$/,
    );
  });

  it("keeps to the limit and to a hundred marked words, whatever names there are", () => {
    const text = fc.string({ maxLength: 350, unit: "binary" });
    const one = fc.record({
      id: fc.nat(300),
      name: text,
      target: fc.option(text),
      rule: text,
      isOver: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(one, { minLength: 1, maxLength: 120 }),
        fc.constantFrom(200, 1_024, 4_096),
        (all, max) => {
          const messages = all.map(({ id, name, target, rule, isOver }) =>
            alertMessage(isOver ? "alert.resolved" : "alert.firing", {
              id,
              name,
              firing: {
                target,
                rule_name: rule,
                metric: target === null ? "cpu_pct" : "filesystem.used_pct",
              },
            }),
          );
          const parts = renderBurst({ messages, now, hubUrl: null }, { max, unit: "utf16" });
          expect(lengthOf(parts, "utf16")).toBeLessThanOrEqual(max);
          expect(parts.filter((part) => typeof part !== "string").length).toBeLessThanOrEqual(100);
        },
      ),
      { numRuns: 15 },
    );
  });
});
