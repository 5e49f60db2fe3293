import { AppError } from "@/lib/base/errors";
import type { Session } from "@/lib/people/auth/gate";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { changedFields, toPolicyFields } from "./fields";
import { getPolicy, listPolicies, policyNotFound } from "./get-policy";
import { changePolicyRow, deletePolicyRow, insertPolicy, orderPolicyRows } from "./mutations";
import {
  type CreatePolicyInput,
  DEFAULT_ID,
  type PolicyId,
  type PolicyView,
  type UpdatePolicyInput,
} from "./schema";

type Asked = { session: Pick<Session, "scope" | "user">; now: Date };

/** Adds a policy as the last before the default one. Throws AppError "unprocessable", or "conflict" when there are too many. */
export async function createPolicy({
  session: { scope, user },
  input,
  now,
}: Asked & { input: CreatePolicyInput }): Promise<PolicyView> {
  requirePermission(scope, "policies.write");
  const id = await insertPolicy({ scope, by: user.name, now, fields: toPolicyFields(input) });
  return getPolicy({ scope, id });
}

/**
 * Changes a policy, for incidents that open from now on. Throws AppError "not_found", "unprocessable", or "conflict" when
 * somebody else has changed it since.
 */
export async function updatePolicy({
  session: { scope, user },
  id,
  input,
  now,
}: Asked & { id: PolicyId; input: UpdatePolicyInput }): Promise<PolicyView> {
  requirePermission(scope, "policies.write");
  const isFound = await changePolicyRow({
    scope,
    id,
    by: user.name,
    now,
    change({ fields, number, isDefault }) {
      if (input.version !== undefined && input.version !== number)
        throw new AppError("conflict", "Somebody else has changed this policy. Load it again first.");
      return changedFields(fields, { input, isDefault });
    },
  });
  if (!isFound) throw policyNotFound();
  return getPolicy({ scope, id });
}

/** Deletes a policy; open incidents go on as it says. Throws AppError "not_found", or "conflict" for the default one. */
export async function deletePolicy({ scope, id }: { scope: TeamScope; id: PolicyId }): Promise<void> {
  requirePermission(scope, "policies.write");
  if (id === DEFAULT_ID)
    throw new AppError("conflict", "The default policy cannot be deleted. Change its steps instead.");
  if (!(await deletePolicyRow({ scope, id }))) throw policyNotFound();
}

/** Puts the team's policies into another order. Throws AppError "conflict" if these are not all of them. */
export async function orderPolicies({
  scope,
  ids,
}: {
  scope: TeamScope;
  ids: readonly number[];
}): Promise<PolicyView[]> {
  requirePermission(scope, "policies.write");
  if (!(await orderPolicyRows({ scope, ids })))
    throw new AppError("conflict", "The policies have changed meanwhile. Load them again first.");
  return listPolicies(scope);
}
