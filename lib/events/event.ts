import type { MachineFacts, NoticeFacts, NoticeType } from "./facts";

/** Something of a machine that is to be told. */
export type MachineEvent = {
  type: "machine.offline" | "machine.online" | "machine.still_offline";
  teamId: number;
  machineId: number;
  incidentId: number;
  facts: MachineFacts;
  /** Its deliveries are written as suppressed. */
  isMachinePaused: boolean;
  /** So long nothing of it is sent. */
  holdMs?: number;
  /** The machine flaps: so are those of this change, until it is steady. */
  isHeld?: boolean;
};

/** Something of no machine that a team is to be told: of the hub itself, or of one of its channels. */
export type Notice = {
  type: NoticeType;
  teamId: number;
  machineId: null;
  incidentId: null;
  facts: NoticeFacts;
  isMachinePaused?: never;
  holdMs?: never;
  isHeld?: never;
};

export type TeamEvent = MachineEvent | Notice;
