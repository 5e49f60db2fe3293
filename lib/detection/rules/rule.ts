import type { Comparison, Severity } from "@/lib/heartbeat/report/condition";
import type { MachineScope } from "@/lib/machines/machine-scope";

/** What a rule demands of a value, and what ends its alert. */
export type RuleCondition = {
  comparison: Comparison;
  threshold: number;
  /** For how many samples in a row, or how long in heard time: one of the two is null. */
  samples: number | null;
  forMs: number | null;
  /** How far back across the threshold the value must be before the alert resolves. */
  recoverMargin: number;
};

/** What a person sets on a rule. */
export type RuleFields = RuleCondition & {
  name: string;
  metric: string;
  /** A pattern of names in which * stands for anything; null: all that a machine has. */
  target: string | null;
  severity: Severity;
  scope: MachineScope;
  isActive: boolean;
};

export type Rule = RuleFields & { id: number; teamId: number };

/** How a rule stands on one machine and target, while something is wrong. Times in heard time. */
export type RuleState = {
  /** Since when, and in how many samples in a row, its condition has been met. */
  sinceMs: number;
  samples: number;
  /** The latest sample that was judged before it fired. */
  judgedMs: number;
  /** Since when reports have been without the target, although they list others of its kind; null: they have it. */
  missingSinceMs: number | null;
  /** It has fired. */
  isOpen: boolean;
};
