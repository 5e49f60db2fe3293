import { formatDuration } from "@/lib/base/duration";
import type { StoredPolicy } from "./data";
import { EVERYTHING, readMatch } from "./match";
import { EVERYBODY_AT_ONCE, type Plan, readPlan } from "./plan";
import { DEFAULT_ID, type PolicyVersionView, type PolicyView } from "./schema";

/** What the default policy is called until somebody renames it. */
export const DEFAULT_NAME = "Everything else";

type Version = StoredPolicy["version"];

/** A version's row as /api/v1 shows it. */
export function toVersionView(version: Version): PolicyVersionView {
  return {
    name: version.name,
    number: version.number,
    match: readMatch(version.match),
    ...toPlanView(readPlan(version.plan)),
    created_by: version.createdBy,
    created_at: version.createdAt.toISOString(),
  };
}

function toPlanView({
  severity,
  steps,
  reminder,
}: Plan): Pick<PolicyView, "severity" | "steps" | "reminder"> {
  return {
    severity,
    steps: steps.map(({ waitMs, channels }) => ({ wait: formatDuration(waitMs), channels })),
    reminder: reminder && { every: formatDuration(reminder.everyMs), at_most: reminder.atMost },
  };
}

/** A team's policies as /api/v1 shows them: always with the default one, which is implied until somebody changes it. */
export function toPolicyViews(policies: readonly StoredPolicy[]): PolicyView[] {
  const views = policies.map((policy, index): PolicyView => {
    const { id, isDefault, isActive, version } = policy;
    return {
      id: isDefault ? DEFAULT_ID : id,
      ...toVersionView(version),
      position: index + 1,
      is_active: isActive,
      is_default: isDefault,
    };
  });
  return policies.some(({ isDefault }) => isDefault) ? views : [...views, impliedDefault(views.length + 1)];
}

function impliedDefault(position: number): PolicyView {
  return {
    id: DEFAULT_ID,
    name: DEFAULT_NAME,
    number: 0,
    match: EVERYTHING,
    ...toPlanView(EVERYBODY_AT_ONCE),
    created_by: null,
    created_at: null,
    position,
    is_active: true,
    is_default: true,
  };
}
