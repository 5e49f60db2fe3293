import type { Circumstances } from "./circumstances";
import type { MachineFacts, NoticeFacts } from "./facts";
import type { NoticeType, OutageEventType } from "./types";

/** Something of a machine that is to be told. */
export type MachineEvent = {
  type: OutageEventType;
  teamId: number;
  machineId: number;
  incidentId: number;
  facts: MachineFacts;
  circumstances: Circumstances;
  /** So long nothing of it is sent. */
  holdMs: number;
};

/** Something of no machine that a team is to be told: of the hub itself, or of one of its channels. */
export type Notice = {
  type: NoticeType;
  teamId: number;
  machineId: null;
  incidentId: null;
  facts: NoticeFacts;
  circumstances: Circumstances;
  holdMs?: never;
};

export type TeamEvent = MachineEvent | Notice;
