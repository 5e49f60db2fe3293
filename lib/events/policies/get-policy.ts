import { AppError } from "@/lib/base/errors";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findPolicies, findVersions } from "./data";
import type { PolicyId, PolicyVersionView, PolicyView } from "./schema";
import { toPolicyViews, toVersionView } from "./view";

export function policyNotFound(): AppError {
  return new AppError("not_found", "This policy does not exist. It may have been deleted.");
}

/** The team's policies in the order in which they are asked; the last is the default one. */
export async function listPolicies(scope: TeamScope): Promise<PolicyView[]> {
  requirePermission(scope, "policies.read");
  return toPolicyViews(await findPolicies(scope));
}

/** The team's policy of this id. Throws AppError "not_found", also for another team's. */
export async function getPolicy({ scope, id }: { scope: TeamScope; id: PolicyId }): Promise<PolicyView> {
  const found = (await listPolicies(scope)).find((policy) => policy.id === id);
  if (found === undefined) throw policyNotFound();
  return found;
}

/** The latest versions of the team's policy of this id, newest first. Throws AppError "not_found". */
export async function listVersions({
  scope,
  id,
}: {
  scope: TeamScope;
  id: PolicyId;
}): Promise<PolicyVersionView[]> {
  requirePermission(scope, "policies.read");
  const versions = await findVersions({ scope, id });
  if (versions === null) throw policyNotFound();
  return versions.map(toVersionView);
}
