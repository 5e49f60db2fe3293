import type { MachineMessage, NoticeMessage } from "./message";

const AT = "2026-03-01T12:00:00.000Z";

/** A machine event about an outage, or its end. */
export function machineMessage(
  event: MachineMessage["event"],
  { id = 1, isCanary = false } = {},
): MachineMessage {
  const status = event === "machine.online" ? "online" : "offline";
  const machine = { id, name: "web", hostname: "web", description: "", status, last_seen: AT } as const;
  const incident = { id, started_at: AT, detected_at: AT, resolved_at: null, offline_after_ms: 1 };
  const facts = { machine, incident, ...(isCanary && { canary: true as const }) };
  const common = { id: "evt", occurredAt: new Date(AT), zone: "UTC", isReplay: false };
  return { ...common, kind: "machine", event, facts, recovery: null };
}

/** Something of the hub or of a channel. */
export function noticeOf(event: NoticeMessage["event"]): NoticeMessage {
  const facts = { message: "It is so." };
  return { kind: "notice", id: "evt", event, occurredAt: new Date(AT), facts, isReplay: false };
}
