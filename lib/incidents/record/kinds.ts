import { readWord, type Stored } from "@/lib/db/stored";

/** The kinds of incidents. lib/events/types.ts says which events each kind has. */
export const INCIDENT_KINDS = ["offline", "metric"] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** A machine was silent for longer than its threshold; such an incident has a row in `outages`. */
export const OUTAGE = "offline" satisfies IncidentKind;

/** A metric rule fired; such an incident has a row in `firings`. */
export const METRIC = "metric" satisfies IncidentKind;

/** Why an alert of a rule is over, other than that its machine was disabled. */
export const ALERT_ENDS = ["recovered", "target_gone", "rule_changed", "rule_off", "rule_deleted"] as const;
export type AlertEnd = (typeof ALERT_ENDS)[number];

/**
 * Why an incident is over. Of an outage: the machine reported again. Of a rule: the value went back, the
 * machine no longer has what was watched (a filesystem, say), or somebody changed the rule, switched it off or deleted it.
 * Of both: somebody disabled the machine.
 */
export const RESOLUTIONS = ["reported", "disabled", ...ALERT_ENDS] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/**
 * The value of open_key of an open incident. It is unique, so that a machine has at most one open incident of a kind,
 * or one for each thing that the kind is about.
 */
export function openKey({
  machineId,
  kind,
  of,
}: {
  machineId: number;
  kind: IncidentKind;
  of?: string;
}): string {
  return of === undefined ? `${machineId}:${kind}` : `${machineId}:${kind}:${of}`;
}

/** An incident's kind from its row. Throws when the kind is unknown. */
export function readKind(stored: Stored): IncidentKind {
  return readWord(INCIDENT_KINDS, stored);
}

/** Why an incident is over, from its row; null: still open. Throws when the reason is unknown. */
export function readResolution(stored: Stored | null): Resolution | null {
  return stored === null ? null : readWord(RESOLUTIONS, stored);
}

/** The same of an alert that is over. Throws when it is not, or for another reason. */
export function readAlertEnd(stored: Stored | null): AlertEnd {
  if (stored === null) throw new Error("this alert is not over");
  return readWord(ALERT_ENDS, stored);
}
