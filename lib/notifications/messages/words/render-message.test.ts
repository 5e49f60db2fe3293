import { describe, expect, it } from "vitest";
import type { IncidentStatus } from "../incident-status";
import type { MachineMessage, Message } from "../message";
import { type Part, wordsOf } from "./parts";
import { renderMessage } from "./render-message";

const machine: MachineMessage["facts"]["machine"] = {
  id: 42,
  name: "web-01",
  hostname: "web-01.example.org",
  description: "",
  status: "offline",
  last_seen: "2026-03-01T12:00:00.000Z",
};
const incident = {
  id: 7,
  started_at: "2026-03-01T12:00:00.000Z",
  detected_at: "2026-03-01T12:02:00.000Z",
  resolved_at: null as string | null,
  offline_after_ms: 120_000,
};
const now = new Date("2026-03-01T12:02:15.900Z");
const over = { machine, incident: { ...incident, resolved_at: "2026-03-01T12:03:12.000Z" } };

const online = { ...over, machine: { ...machine, status: "online" as const } };
const flapping = { outages: 3, since: "2026-03-01T11:40:00.000Z", held_for_ms: 600_000, is_over: true };

const step = { name: "Web", step: 2 as number | null, reminder: null, at_most: null, waited_ms: null };
const reminder = (number: number) => ({ ...step, step: null, reminder: number, at_most: 3 });

const message = (change: Partial<MachineMessage> = {}): MachineMessage => ({
  kind: "machine",
  id: "evt_1",
  event: "machine.offline",
  occurredAt: now,
  facts: { machine, incident },
  recovery: null,
  zone: "UTC",
  isReplay: false,
  ...change,
});
const render = (given: Message, at = now) => {
  const parts = renderMessage({ message: given, now: at });
  return { text: parts.map(wordsOf).join(""), marked: parts.flatMap(markOf) };
};
const markOf = (part: Part) => (typeof part === "string" ? [] : Object.entries(part));
const named = (change: Partial<typeof machine>) =>
  render(message({ facts: { machine: { ...machine, ...change }, incident } }));

describe("renderMessage", () => {
  it.each([
    [
      "an outage",
      message(),
      "🔴 web-01 is offline\n\nHost: web-01.example.org\nLast seen: 2m15s ago (2026-03-01 12:00:00 UTC)",
    ],
    [
      "an outage that nobody has acknowledged, at step 2",
      message({ facts: { machine, incident, policy: { ...step, waited_ms: 600_000 } } }),
      "🔴 web-01 is offline\n\nHost: web-01.example.org\nLast seen: 2m15s ago (2026-03-01 12:00:00 UTC)\nNobody has acknowledged it for 10m.",
    ],
    [
      "an outage at step 1",
      message({ facts: { machine, incident, policy: { ...step, step: 1 } } }),
      "🔴 web-01 is offline\n\nHost: web-01.example.org\nLast seen: 2m15s ago (2026-03-01 12:00:00 UTC)",
    ],
    [
      "a reminder of a policy",
      message({ event: "machine.still_offline", facts: { machine, incident, policy: reminder(2) } }),
      "🔴 web-01 is still offline\n\nHost: web-01.example.org\nIt is still offline (2m15s); reminder 2 of 3: nobody has acknowledged it.\nLast seen: 2026-03-01 12:00:00 UTC",
    ],
    [
      "the last reminder of a policy",
      message({ event: "machine.still_offline", facts: { machine, incident, policy: reminder(3) } }),
      "🔴 web-01 is still offline\n\nHost: web-01.example.org\nIt is still offline (2m15s); reminder 3 of 3, the last one: nobody has acknowledged it.\nLast seen: 2026-03-01 12:00:00 UTC",
    ],
    [
      "an outage of which nothing has arrived elsewhere",
      message({ facts: { machine, incident, policy: { ...step, step: null } } }),
      "🔴 web-01 is offline\n\nHost: web-01.example.org\nLast seen: 2m15s ago (2026-03-01 12:00:00 UTC)\nNothing has arrived where its policy sends it.",
    ],
    [
      "an outage, and how many are down",
      message({ facts: { machine, incident, fleet: { down: 1, of: 45 } } }),
      "🔴 web-01 is offline\n\nHost: web-01.example.org\nLast seen: 2m15s ago (2026-03-01 12:00:00 UTC)\n1 of 45 machines is down.",
    ],
    [
      "an outage in Berlin, with notes and a runbook, when all are down",
      message({
        zone: "Europe/Berlin",
        facts: {
          machine: {
            ...machine,
            description: "Rack 4\nAsk Anna",
            runbook_url: "https://wiki.example.org/web_01",
          },
          incident,
          fleet: { down: 2, of: 2 },
        },
      }),
      "🔴 web-01 is offline\n\nHost: web-01.example.org\nNotes: Rack 4 Ask Anna\nRunbook: https://wiki.example.org/web_01\nLast seen: 2m15s ago (2026-03-01 13:00:00 CET)\nAll 2 machines are down.",
    ],
    [
      "an outage of the only machine",
      message({ facts: { machine, incident, fleet: { down: 1, of: 1 } } }),
      "🔴 web-01 is offline\n\nHost: web-01.example.org\nLast seen: 2m15s ago (2026-03-01 12:00:00 UTC)",
    ],
    [
      "an outage that outlasts a snooze",
      message({
        event: "machine.still_offline",
        facts: {
          machine,
          incident: { ...incident, started_at: "2026-03-01T09:52:15.000Z" },
          snooze: { by: "Anna", since: "2026-03-01T11:02:15.000Z", until: "2026-03-01T12:02:15.000Z" },
        },
      }),
      "🔴 web-01 is still offline\n\nHost: web-01.example.org\nIt is still offline (2h10m); Anna's snooze has ended.\nLast seen: 2026-03-01 12:00:00 UTC",
    ],
    [
      "a recovery",
      message({ facts: over }),
      "🟢 web-01 is back online\n\nHost: web-01.example.org\nReporting again since 2026-03-01 12:03:12 UTC.\nOffline for 3m12s.",
    ],
    [
      "a recovery, and why it was away",
      message({ facts: { ...over, incident: { ...over.incident, away_reason: "rebooted" } } }),
      "🟢 web-01 is back online\n\nHost: web-01.example.org\nReporting again since 2026-03-01 12:03:12 UTC.\nOffline for 3m12s (it was rebooted).",
    ],
    [
      "an outage that is over, in one message",
      message({ recovery: over }),
      "🟢 web-01 is back online\n\nHost: web-01.example.org\nIt was offline for 3m12s, from 2026-03-01 12:00:00 UTC to 2026-03-01 12:03:12 UTC.",
    ],
    [
      "the outage that makes it flap",
      message({ facts: { machine, incident, flapping: { ...flapping, is_over: false } } }),
      "🔴 web-01 is offline\n\nHost: web-01.example.org\nLast seen: 2m15s ago (2026-03-01 12:00:00 UTC)\nFlapping: 3 outages since 2026-03-01 11:40:00 UTC. Further changes are held until it has been stable for 10m.",
    ],
    [
      "a machine that is stable again",
      message({ facts: { ...online, flapping: { ...flapping, outages: 7 } } }),
      "🟢 web-01 is back online\n\nHost: web-01.example.org\nIt went offline 7 times in 23m12s and has been online since 2026-03-01 12:03:12 UTC.",
    ],
    [
      "a machine that ended up offline",
      message({ facts: { machine, incident, flapping } }),
      "🔴 web-01 is offline\n\nHost: web-01.example.org\nLast seen: 2m15s ago (2026-03-01 12:00:00 UTC)\nIt went offline 3 times in 20m and has been offline since 2026-03-01 12:00:00 UTC.",
    ],
  ])("tells %s", (_, given, text) => {
    const rendered = render(given);
    expect(rendered.text).toBe(text);
    const [, mark = "", rest = ""] = /^(\S+ )web-01( .*)/.exec(text) ?? [];
    // Notes, where there are any, come after these.
    expect(rendered.marked.slice(0, 4)).toEqual([
      ["bold", mark],
      ["code", "web-01"],
      ["bold", rest],
      ["code", "web-01.example.org"],
    ]);
  });

  const snoozed = { by: "Anna", since: "2026-03-01T11:02:15.000Z", until: "2026-03-01T12:02:15.000Z" };
  const ended = "2026-03-01T12:05:00.000Z";
  it.each<[string, Partial<MachineMessage>, IncidentStatus?]>([
    ["an outage", {}],
    ["an outage that outlasts a snooze", { facts: { machine, incident, snooze: snoozed } }],
    ["a recovery", { facts: over }],
    ["both in one", { recovery: over }],
    ["flapping", { facts: { machine, incident, flapping: { ...flapping, is_over: false } } }],
    ["its end", { facts: { ...online, flapping } }],
    ["a snooze", {}, { kind: "taken", by: "Ada", until: ended }],
    ["a message that is edited", {}, { kind: "over", at: ended }],
    ["a machine that was disabled", {}, { kind: "disabled", at: ended }],
  ])("writes every time in the zone of the team: %s", (_, change, status) => {
    const incidentStatuses = new Map(status === undefined ? [] : [[incident.id, status]]);
    const told = { message: message({ ...change, zone: "Europe/Berlin" }), now, incidentStatuses };
    const text = renderMessage(told).map(wordsOf).join("");
    expect(text).toMatch(/2026-03-01 1[23]:\d\d:\d\d CET/);
    expect(text).not.toMatch(/UTC|Z\b/);
  });

  it.each(["[canary] simulated machine", "web-01"])(
    "says once that %s is part of an end-to-end test",
    (name) => {
      const named = { ...machine, name, hostname: "" };
      for (const facts of [
        { machine: named, incident, canary: true } as const,
        { ...over, machine: named, canary: true } as const,
      ]) {
        const [title] = render(message({ facts })).text.split("\n");
        expect(title?.split("[canary]")).toHaveLength(2);
      }
    },
  );

  it("calls a machine by its id if nothing of its name is shown", () => {
    const unseen = { ...machine, id: 42, name: "\u200b\u2060", hostname: "" };
    expect(render(message({ facts: { machine: unseen, incident } })).text).toMatch(
      /^🔴 Machine 42 is offline/,
    );
  });

  it("says when a person had it sent again", () => {
    expect(render(message({ isReplay: true })).text).toMatch(/\(sent again on request\)$/);
  });

  it.each([
    ["hub.deaf", "🙉 The hub is not receiving reports"],
    ["hub.heard", "👂 The hub is receiving reports again"],
    ["channel.failed", "⚠️ Channel failing"],
  ] as const)("tells the notice %s in its own sentence, on one line", (event, title) => {
    const facts = { message: "The channel \u202e<b>ops</b>\nfailed." };
    const notice = { kind: "notice", id: "evt_1", event, occurredAt: now, facts, isReplay: false } as const;
    expect(render(notice)).toEqual({
      text: `${title}\n\nThe channel <b>ops</b> failed.`,
      marked: [["bold", title]],
    });
  });

  it("names the channel that has failed, as a name", () => {
    const facts = { message: "It failed.", channel: { id: 7, name: "@ops", type: "pager" } };
    const notice = {
      kind: "notice",
      id: "evt_1",
      event: "channel.failed",
      occurredAt: now,
      facts,
      isReplay: false,
    };
    expect(render(notice as Message).marked).toEqual([
      ["bold", "⚠️ Channel failing: "],
      ["code", "@ops"],
    ]);
  });

  it("says that a test is a test", () => {
    expect(render({ kind: "test" }).text).toContain("Test from LunaSentri");
  });

  it.each([
    ["no hostname", { hostname: "" }, "web-01"],
    ["the hostname as name", { hostname: "web-01" }, "web-01"],
    ["markup and commands as text", { name: "<b>@all</b> /stop", hostname: "" }, "<b>@all</b> /stop"],
    ["several lines as one", { name: "web\n01\tx\u0007", hostname: "" }, "web 01 x"],
    ["no turned text", { name: "a\u202eb", hostname: "" }, "ab"],
    ["a name that shows nothing", { name: "\u202e", hostname: "" }, "Machine 42"],
    ["a lone surrogate", { name: "a\ud800", hostname: "" }, "a\ufffd"],
  ])("shows %s", (_, change, shown) => {
    expect(named(change).marked[1]).toEqual(["code", shown]);
  });

  it("cuts a name between whole characters as people see them", () => {
    const family = "👩‍👩‍👧‍👦";
    const [, [, shown] = []] = named({ name: family.repeat(100), hostname: "" }).marked;
    expect(shown).toBe(`${family.repeat(27)}…`);
  });

  it("counts no negative age when the clock was put back", () => {
    expect(render(message(), new Date(0)).text).toContain("Last seen: 0s ago");
  });
});
