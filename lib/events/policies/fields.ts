import { AppError } from "@/lib/base/errors";
import { EVERYTHING, type Match } from "./match";
import { EVERYBODY_AT_ONCE, type Plan } from "./plan";
import type { CreatePolicyInput, UpdatePolicyInput } from "./schema";
import { DEFAULT_NAME } from "./view";

/** What a person sets on a policy. */
export type PolicyFields = { name: string; match: Match; plan: Plan; isActive: boolean };

/** The default policy of a team that has not changed it. */
export const DEFAULT_FIELDS: PolicyFields = {
  name: DEFAULT_NAME,
  match: EVERYTHING,
  plan: EVERYBODY_AT_ONCE,
  isActive: true,
};

/** The fields of a new policy. */
export function toPolicyFields(input: CreatePolicyInput): PolicyFields {
  const { name, match = EVERYTHING, is_active: isActive = true } = input;
  return { name, match, plan: changedPlan({ ...EVERYBODY_AT_ONCE }, input), isActive };
}

/** A policy's fields after a change. Throws AppError "unprocessable" for what the default policy cannot be. */
export function changedFields(
  before: PolicyFields,
  { input, isDefault }: { input: UpdatePolicyInput; isDefault: boolean },
): PolicyFields {
  if (isDefault && input.match !== undefined && JSON.stringify(input.match) !== JSON.stringify(EVERYTHING))
    throw refused("match", "must be absent: this policy is for everything that no other is for");
  if (isDefault && input.is_active === false)
    throw refused("is_active", "must be true: this policy cannot be switched off");
  return {
    name: input.name ?? before.name,
    match: input.match ?? before.match,
    plan: changedPlan(before.plan, input),
    isActive: input.is_active ?? before.isActive,
  };
}

function refused(field: string, sentence: string): AppError {
  return new AppError("unprocessable", `${field} ${sentence}.`, { fields: { [field]: sentence } });
}

function changedPlan(before: Plan, { severity, steps, reminder }: UpdatePolicyInput): Plan {
  return {
    severity: severity === undefined ? before.severity : severity,
    steps: steps?.map(({ wait, channels }) => ({ waitMs: wait, channels })) ?? before.steps,
    reminder:
      reminder === undefined
        ? before.reminder
        : reminder && { everyMs: reminder.every, atMost: reminder.at_most },
  };
}
