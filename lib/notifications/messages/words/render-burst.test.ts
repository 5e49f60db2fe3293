import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextLimit, Told } from "../channel-type";
import type { IncidentStatus } from "../incident-status";
import type { MachineMessage, NoticeMessage } from "../message";
import { measure } from "./measure";
import { wordsOf } from "./parts";
import { renderBurst } from "./render-burst";

const now = new Date("2026-03-01T12:10:00.000Z");

type Change = {
  id?: number;
  incident?: number;
  name?: string;
  from?: string;
  to?: string;
  isReplay?: boolean;
};

function message({
  id = 1,
  incident = id,
  name = `web-${id}`,
  from = "12:00:00",
  to,
  isReplay = false,
}: Change = {}) {
  const at = (time: string) => `2026-03-01T${time}.000Z`;
  const event = to === undefined ? "machine.offline" : "machine.online";
  const message: MachineMessage = {
    kind: "machine",
    id: `evt_${id}`,
    event,
    occurredAt: now,
    facts: {
      machine: {
        id,
        name,
        hostname: "",
        description: "",
        status: to === undefined ? "offline" : "online",
        last_seen: at(from),
      },
      incident: {
        id: incident,
        started_at: at(from),
        detected_at: at(from),
        resolved_at: to === undefined ? null : at(to),
        offline_after_ms: 120_000,
      },
    },
    recovery: null,
    zone: "UTC",
    isReplay,
  };
  return message;
}
const outlasting = (id: number) => {
  const offline = message({ id });
  const snooze = { by: "Anna", since: "2026-03-01T12:01:00.000Z", until: "2026-03-01T12:09:00.000Z" };
  return { ...offline, event: "machine.still_offline" as const, facts: { ...offline.facts, snooze } };
};
const notice = (words: string): NoticeMessage => ({
  kind: "notice",
  id: "evt_n",
  event: "hub.deaf",
  occurredAt: now,
  facts: { message: words },
  isReplay: false,
});
const LIMIT: TextLimit = { max: 4_096, unit: "utf16" };
const draw = (told: Parameters<typeof renderBurst>[0], limit = LIMIT) => {
  const parts = renderBurst(told, limit);
  return { text: parts.map(wordsOf).join(""), marked: parts.filter((part) => typeof part !== "string") };
};
const burst = (messages: Told["messages"], hubUrl: string | null = null) => draw({ messages, now, hubUrl });

describe("renderBurst", () => {
  it.each([
    ["one event as itself", [message()], "🔴 web-1 is offline\n\nLast seen: 10m ago"],
    [
      "an outage with its end as one",
      [message(), message({ to: "12:03:12" })],
      "🟢 web-1 is back online\n\nIt was offline for 3m12s, from",
    ],
    [
      "machines that are offline and machines that are back",
      [message({ id: 1 }), message({ id: 2, to: "12:03:12" }), message({ id: 3, from: "12:09:00" })],
      "🔴 2 machines offline\nweb-1 – last seen 10m ago\nweb-3 – last seen 1m ago\n\n🟢 1 machine back online\nweb-2 – offline for 3m12s",
    ],
    [
      "a machine that went and came back several times once, with its state at the end",
      [
        message({ incident: 1 }),
        message({ incident: 1, to: "12:01:00" }),
        message({ incident: 2, from: "12:02:00" }),
        message({ incident: 2, from: "12:02:00", to: "12:04:00" }),
      ],
      "🟢 1 machine back online\nweb-1 – offline 2 times, 3m in total",
    ],
    [
      "a machine that is offline again",
      [
        message({ incident: 1 }),
        message({ incident: 1, to: "12:01:00" }),
        message({ incident: 2, from: "12:02:00" }),
      ],
      "🔴 1 machine offline\nweb-1 – last seen 8m ago, offline 2 times",
    ],
    [
      "an outage that was sent again behind its own end as one",
      [message({ incident: 1, to: "12:01:00" }), message({ incident: 1 }), message({ id: 2 })],
      "🔴 2 machines offline\nweb-1 – last seen 10m ago\nweb-2",
    ],
    [
      "outages that outlast a snooze beside one that does not, none of them twice",
      [message({ id: 1 }), outlasting(1), message({ id: 2 })],
      "🔴 2 machines offline\nweb-1 – still offline (10m); Anna's snooze has ended\nweb-2 – last seen 10m ago",
    ],
    [
      "an outage with its snooze's end and its own as one that is over",
      [message(), outlasting(1), message({ to: "12:09:30" })],
      "🟢 1 machine back online\nweb-1 – offline for 9m30s",
    ],
    [
      "what a person sent again as not new",
      [message({ id: 1, isReplay: true }), message({ id: 2 })],
      "🔴 2 machines offline\nweb-1 – last seen 10m ago (sent again on request)\nweb-2 – last seen 10m ago",
    ],
    [
      "the hub's own trouble first",
      [message(), notice("Nobody was heard.")],
      "🙉 The hub is not receiving reports\nNobody was heard.\n\n🔴 1 machine offline\nweb-1 – last seen 10m ago",
    ],
  ])("tells %s", (_, messages, text) => {
    expect(burst(messages).text.startsWith(text)).toBe(true);
  });

  it("leaves a simulated outage out of the counts", () => {
    const canary = message({ id: 9, name: "[canary] simulated machine" });
    canary.facts = { ...canary.facts, canary: true };
    const { text } = draw({ messages: [message(), message({ id: 2 }), canary], now, hubUrl: null });
    expect(text).toContain("🔴 2 machines offline");
    expect(text).toMatch(/🔵 \[canary\] End-to-end test\n\[canary\] simulated machine/);
  });

  it("writes every time in the zone of the team", () => {
    const messages = [1, 2, 3, 4].map((id) => ({ ...message({ id }), zone: "Asia/Kathmandu" }));
    const at = "2026-03-01T12:04:03.000Z";
    const incidentStatuses = new Map<number, IncidentStatus>([
      [1, { kind: "over", at }],
      [2, { kind: "disabled", at }],
      [3, { kind: "taken", by: "Ada", until: at }],
    ]);
    const { text } = draw({ messages, now, hubUrl: null, incidentStatuses });
    const times = text.match(/\d\d:\d\d:\d\d \S+/g)?.map((time) => time.replace(",", ""));
    expect(times).toEqual([
      "17:49:03 UTC+5:45",
      "17:49:03 UTC+5:45",
      "17:45:00 UTC+5:45",
      "17:49:03 UTC+5:45",
      "17:45:00 UTC+5:45",
    ]);
  });

  const back = { kind: "over", at: "2026-03-01T12:04:03.000Z" } as const;
  const disabled = { kind: "disabled", at: "2026-03-01T12:05:00.000Z" } as const;
  const taken = { kind: "taken", by: "Ada (Telegram)", until: null } as const;
  it.each([
    [
      "strikes through what is back by now, and counts the others",
      [[1, back]],
      "🔴 2 of 3 machines still offline\nweb-1 – back online since 12:04:03 UTC\nweb-2 – last seen 12:00:00 UTC\nweb-3",
    ],
    [
      "says who acknowledged one",
      [[2, taken]],
      "🔴 3 machines offline\nweb-1 – last seen 12:00:00 UTC\nweb-2 – last seen 12:00:00 UTC, acknowledged by Ada (Telegram)\nweb-3",
    ],
    [
      "says when all are back",
      [
        [1, back],
        [2, back],
        [3, back],
      ],
      "✅ All 3 machines are back online\nweb-1 – back online since",
    ],
    [
      "does not call a machine back online that was disabled",
      [
        [1, back],
        [2, disabled],
      ],
      "🔴 1 of 3 machines still offline\nweb-1 – back online since 12:04:03 UTC\nweb-2 – disabled at 12:05:00 UTC\nweb-3",
    ],
    [
      "counts as back online only what is, when none is offline any more",
      [
        [1, back],
        [2, disabled],
        [3, back],
      ],
      "✅ 2 of 3 machines back online\nweb-1",
    ],
    [
      "says when all were disabled",
      [
        [1, disabled],
        [2, disabled],
        [3, disabled],
      ],
      "⚪ 3 machines disabled\nweb-1 – disabled at 12:05:00 UTC",
    ],
  ] as [string, [number, IncidentStatus][], string][])("drawn anew %s", (_, incidentStatuses, text) => {
    const messages = [1, 2, 3].map((id) => message({ id }));
    const drawn = draw({ messages, now, hubUrl: null, incidentStatuses: new Map(incidentStatuses) });
    expect(drawn.text.startsWith(text)).toBe(true);
  });

  it("counts what has no room, and says where to see it", () => {
    const many = Array.from({ length: 200 }, (_, i) => message({ id: i + 1 }));
    const { text } = burst([...many, message({ id: 999, to: "12:05:00" })], "https://hub.example.org");
    expect(text).toMatch(/^🔴 200 machines offline\n/);
    expect(text).toContain("\n…and 113 more: https://hub.example.org/machines?status=offline\n");
    expect(text).toContain("🟢 1 machine back online\nweb-999 – offline for 5m");
    expect(burst(many).text).toMatch(/\n…and 112 more$/);
  });

  it.each<TextLimit>([
    { max: 4_096, unit: "bytes" },
    { max: 1_024, unit: "characters" },
    { max: 160, unit: "utf16" },
  ])("keeps to $max $unit with one machine, two and five hundred", (limit) => {
    for (const count of [1, 2, 500]) {
      const many = Array.from({ length: count }, (_, i) =>
        message({ id: i + 1, name: `👩‍👩‍👧‍👦 Büro ${i}` }),
      );
      const { text } = draw({ messages: many, now, hubUrl: "https://hub.example.org" }, limit);
      expect(measure(text, limit.unit)).toBeLessThanOrEqual(limit.max);
      expect(text.isWellFormed()).toBe(true);
      expect(text).toMatch(/^🔴 /);
    }
  });

  it("keeps to Telegram's limits with whole names, whatever machines are called", () => {
    const name = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 120 }),
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.constantFrom("web", "👩‍👩‍👧‍👦".repeat(80), "\u202e"),
    );
    const incidentStatus = fc.oneof(
      fc.constant({ kind: "open" } as const),
      fc.constant(back),
      name.map((by) => ({ kind: "taken", by, until: back.at }) as const),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.boolean(), incidentStatus), { minLength: 3, maxLength: 150 }),
        (given) => {
          const messages = given.map(([words, isBack], i) =>
            message({ id: i, name: words, ...(isBack && { to: "12:03:12" }) }),
          );
          const { text, marked } = draw({
            messages: [notice("x".repeat(900)), ...messages],
            now,
            hubUrl: `https://${"h".repeat(200)}.example`,
            incidentStatuses: new Map(given.map(([, , incidentStatus], i) => [i, incidentStatus])),
          });
          expect(text.length).toBeLessThanOrEqual(4_096);
          expect(text.isWellFormed()).toBe(true);
          expect(marked.length).toBeLessThanOrEqual(100);
          const names = marked.filter((part) => !("bold" in part)).length;
          const counted = [...text.matchAll(/^…and (\d+) more/gm)].map(([, count]) => Number(count));
          expect(names + counted.reduce((sum, count) => sum + count, 0)).toBe(given.length);
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);
});
