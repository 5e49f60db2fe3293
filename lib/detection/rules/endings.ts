/** Why a rule no longer stands behind what it has opened. */
export const ENDINGS = ["rule_changed", "rule_off", "rule_deleted"] as const;
export type Ending = (typeof ENDINGS)[number];
