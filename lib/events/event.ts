import type { Circumstances } from "./circumstances";
import type { AlertFacts, MachineFacts, NoticeFacts } from "./facts";
import type { AlertEventType, NoticeType, OutageEventType } from "./types";

/** Something about a machine that people must be notified of. */
export type MachineEvent = {
  type: OutageEventType;
  teamId: number;
  machineId: number;
  incidentId: number;
  facts: MachineFacts;
  circumstances: Circumstances;
  /** How long to wait before anything of it is sent. */
  holdMs: number;
  /** Of a turn: it is for these channels alone. */
  turn?: { id: number; channelIds: readonly number[] };
};

/** A metric rule has fired on a machine, continues to, or has resolved. */
export type AlertEvent = Omit<MachineEvent, "type" | "facts"> & { type: AlertEventType; facts: AlertFacts };

/**
 * Something that a team must be notified of and that is not about an incident: about the hub itself, one of its
 * channels, or how a machine is set up.
 */
export type Notice = {
  type: NoticeType;
  teamId: number;
  machineId: null;
  incidentId: null;
  facts: NoticeFacts;
  circumstances: Circumstances;
  holdMs?: never;
  turn?: never;
};

export type TeamEvent = MachineEvent | AlertEvent | Notice;
