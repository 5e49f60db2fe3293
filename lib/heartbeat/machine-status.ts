import { readWord, type Stored } from "@/lib/db/stored";

export const MACHINE_STATUSES = ["pending", "online", "offline", "disabled"] as const;
export type MachineStatus = (typeof MACHINE_STATUSES)[number];

/** A machine's status from its row. Throws when the row contains an unknown one. */
export function readStatus(stored: Stored): MachineStatus {
  return readWord(MACHINE_STATUSES, stored);
}
