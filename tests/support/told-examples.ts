import { alertMessage } from "@/lib/notifications/messages/alert-message.fixture";
import type { MachineMessage, Message, NoticeMessage } from "@/lib/notifications/messages/message";

const STARTED = "2026-03-01T12:00:00.000Z";
const RESOLVED = "2026-03-01T12:03:12.000Z";

type Change = { id?: number; name?: string; facts?: Partial<MachineMessage["facts"]> };

/** A machine event about an outage, or its end. */
export function machineMessage(
  event: "machine.offline" | "machine.online" | "machine.still_offline",
  { id = 1, name = `web-${id}`, facts = {} }: Change = {},
): MachineMessage {
  const isOver = event === "machine.online";
  return {
    kind: "machine",
    id: `evt_${id}`,
    event,
    occurredAt: new Date(STARTED),
    facts: {
      machine: {
        id,
        name,
        hostname: name,
        description: name,
        status: isOver ? "online" : "offline",
        last_seen: STARTED,
      },
      incident: {
        id,
        started_at: STARTED,
        detected_at: STARTED,
        resolved_at: isOver ? RESOLVED : null,
        offline_after_ms: 120_000,
        ...(isOver && { away_reason: "rebooted" as const }),
      },
      ...facts,
    },
    recovery: null,
    zone: "UTC",
    isReplay: false,
  };
}

/** Something of the hub or of a channel. */
export function noticeMessage(event: NoticeMessage["event"], message: string): NoticeMessage {
  const occurredAt = new Date(STARTED);
  return { kind: "notice", id: "evt_n", event, occurredAt, facts: { message }, isReplay: false };
}

const snooze = { by: "Anna", since: STARTED, until: RESOLVED };
const flapping = { outages: 7, since: STARTED, held_for_ms: 600_000 };
const mass = { offline: 480, of: 500, web: true };
const offline = machineMessage("machine.offline");
const firing = alertMessage("alert.firing");

/** Every event that may be sent as a message of its own, by name. */
export const EVERY_MESSAGE: readonly [string, Message][] = [
  ["a test", { kind: "test" }],
  ["an outage", offline],
  ["a recovery", machineMessage("machine.online")],
  ["an outage that outlasts a snooze", machineMessage("machine.still_offline", { facts: { snooze } })],
  ["an outage in one message with its end", { ...offline, recovery: machineMessage("machine.online").facts }],
  ["a replay", { ...offline, isReplay: true }],
  [
    "the outage that makes it flap",
    machineMessage("machine.offline", { facts: { flapping: { ...flapping, is_over: false } } }),
  ],
  [
    "the end of flapping",
    machineMessage("machine.online", { facts: { flapping: { ...flapping, is_over: true } } }),
  ],
  ["a mass silence", machineMessage("machine.offline", { facts: { mass } })],
  ["a simulated outage", machineMessage("machine.offline", { facts: { canary: true } })],
  ["a simulated recovery", machineMessage("machine.online", { facts: { canary: true } })],
  ["an alert", firing],
  [
    "an alert about a filesystem",
    alertMessage("alert.firing", {
      firing: { metric: "filesystem.used_pct", target: "/var", severity: "warning" },
    }),
  ],
  ["an alert that is over", alertMessage("alert.resolved")],
  [
    "an alert whose rule was deleted",
    alertMessage("alert.resolved", { firing: { rule_id: null }, facts: { resolution: "rule_deleted" } }),
  ],
  ["an alert that outlasts a snooze", alertMessage("alert.still_firing", { facts: { snooze } })],
  ["an alert in one message with its end", { ...firing, recovery: alertMessage("alert.resolved").facts }],
  [
    "the alert that makes it flap",
    alertMessage("alert.firing", { facts: { flapping: { ...flapping, is_over: false } } }),
  ],
  ["a deaf hub", noticeMessage("hub.deaf", "Nobody was heard. ".repeat(300))],
  ["a hub that can hear again", noticeMessage("hub.heard", "It hears again.")],
  [
    "a failed channel",
    noticeMessage("channel.failed", 'Notifications no longer arrive at the channel "ops".'),
  ],
];

/** What people and agents may call a machine to trouble a receiver. */
export const HOSTILE_NAMES: readonly [string, string][] = [
  ["quotes", `"web" 'o1' \\ \\"`],
  ["a mention", "@everyone <@1> <users/all> @**all**"],
  ["line breaks", "web\r\nBcc: all@example.org\r\n\r\nhi"],
  ["markup", "<b>web</b> *_`[x](https://example.org) &amp; {{7*7}}"],
  ["turned text", "web\u202e10-\u2066gpj"],
  ["U+0000", "web\u0000-01"],
  ["a lone surrogate", "web\ud800-01"],
  ["four thousand characters", "👩‍👩‍👧‍👦x".repeat(400)],
];
