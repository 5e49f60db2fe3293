import { refuseBeyond } from "@/lib/base/full";
import { MAX_POLICIES_PER_TEAM } from "@/lib/base/limits";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import type { TeamScope } from "@/lib/people/teams/scope";
import { listTeamPolicies, type StoredPolicy } from "./data";
import { DEFAULT_FIELDS, type PolicyFields } from "./fields";
import { readMatch } from "./match";
import { readPlan } from "./plan";
import type { PolicyId } from "./schema";
import { soundFields } from "./sound-fields";

type By = { scope: TeamScope; by: string; now: Date };

/** Locks the team's policies: whoever changes any of them begins with this. It changes nothing. */
async function lockPolicies(tx: Tx, teamId: number): Promise<StoredPolicy[]> {
  await tx.team.updateMany({ where: { id: teamId }, data: { rulesVersion: { increment: 0 } } });
  return (await listTeamPolicies(tx, [teamId])).get(teamId) ?? [];
}

/** Adds a version to a policy, which is in force from then on. */
async function insertVersion(
  tx: Tx,
  {
    scope,
    by,
    now,
    policyId,
    number,
    fields,
  }: By & { policyId: number; number: number; fields: PolicyFields },
): Promise<void> {
  const { name, match, plan } = fields;
  const { id } = await tx.policyVersion.create({
    data: {
      policyId,
      teamId: scope.teamId,
      number,
      name,
      match: JSON.stringify(match),
      plan: JSON.stringify(plan),
      createdBy: by,
      createdAt: now,
    },
  });
  await tx.policy.update({ where: { id: policyId }, data: { currentVersionId: id } });
}

/**
 * Adds a policy after the others, before the default one. Returns its id. Throws AppError "unprocessable" if it names what is
 * not the team's, "conflict" if the team has too many.
 */
export function insertPolicy({ fields, ...by }: By & { fields: PolicyFields }): Promise<number> {
  const { teamId } = by.scope;
  return transaction(async (tx) => {
    const policies = await lockPolicies(tx, teamId);
    const sound = await soundFields(tx, { teamId, fields, before: null });
    const others = policies.filter(({ isDefault }) => !isDefault);
    const position = Math.max(0, ...others.map((policy) => policy.position)) + 1;
    const { id } = await tx.policy.create({ data: { teamId, position, isActive: fields.isActive } });
    refuseBeyond({
      max: MAX_POLICIES_PER_TEAM,
      count: others.length + 1,
      what: "policies of one team",
      who: `team ${teamId}`,
      advice: "Delete one first.",
    });
    await insertVersion(tx, { ...by, policyId: id, number: 1, fields: sound });
    return id;
  });
}

/**
 * Changes a policy as `change` decides from it, while nobody else can change it. Incidents that are open keep the version
 * that they follow. Returns whether the policy exists. Throws what `change` throws, and AppError "unprocessable" if it names
 * what is not the team's.
 */
export function changePolicyRow({
  id,
  change,
  ...by
}: By & {
  id: PolicyId;
  change: (policy: { fields: PolicyFields; number: number; isDefault: boolean }) => PolicyFields;
}): Promise<boolean> {
  const { teamId } = by.scope;
  return transaction(async (tx) => {
    const policies = await lockPolicies(tx, teamId);
    const policy = policies.find((each) => (id === "default" ? each.isDefault : each.id === id));
    if (policy === undefined && id !== "default") return false;
    const before = policy === undefined ? DEFAULT_FIELDS : fieldsOf(policy);
    const isDefault = policy?.isDefault ?? true;
    const number = policy?.version.number ?? 0;
    const changed = change({ fields: before, number, isDefault });
    const fields = await soundFields(tx, { teamId, fields: changed, before });
    const policyId = policy?.id ?? (await insertDefault(tx, teamId));
    await tx.policy.update({ where: { id: policyId }, data: { isActive: fields.isActive } });
    await insertVersion(tx, { ...by, policyId, number: number + 1, fields });
    return true;
  });
}

async function insertDefault(tx: Tx, teamId: number): Promise<number> {
  const data = { teamId, position: 0, isActive: true, defaultFor: teamId };
  return (await tx.policy.create({ data })).id;
}

function fieldsOf({ version, isActive }: StoredPolicy): PolicyFields {
  return { name: version.name, match: readMatch(version.match), plan: readPlan(version.plan), isActive };
}

/** Deletes a policy; its versions stay for the incidents that follow them. Returns whether it exists. */
export async function deletePolicyRow({ scope, id }: { scope: TeamScope; id: number }): Promise<boolean> {
  const { count } = await transaction((tx) =>
    tx.policy.deleteMany({ where: { id, teamId: scope.teamId, defaultFor: null } }),
  );
  return count > 0;
}

/** Puts the team's policies into this order. False: these are not all of them. */
export function orderPolicyRows({
  scope: { teamId },
  ids,
}: {
  scope: TeamScope;
  ids: readonly number[];
}): Promise<boolean> {
  return transaction(async (tx) => {
    const others = (await lockPolicies(tx, teamId)).filter(({ isDefault }) => !isDefault);
    const known = new Set(others.map(({ id }) => id));
    if (ids.length !== known.size || new Set(ids).size !== ids.length) return false;
    if (ids.some((id) => !known.has(id))) return false;
    for (const [index, id] of ids.entries())
      await tx.policy.update({ where: { id }, data: { position: index + 1 } });
    return true;
  });
}

/** Takes a channel that is being deleted out of the policies that name it, as new versions of them. */
export async function forgetChannel(
  tx: Tx,
  { channelId, scope, now }: Omit<By, "by"> & { channelId: number },
): Promise<void> {
  const policies = await lockPolicies(tx, scope.teamId);
  if (policies.length === 0) return;
  const user = await tx.user.findUnique({ where: { id: scope.userId }, select: { name: true } });
  for (const policy of policies) {
    const fields = fieldsOf(policy);
    const { steps } = fields.plan;
    if (!steps.some(({ channels }) => channels !== "all" && channels.includes(channelId))) continue;
    const without = steps.map(({ waitMs, channels }) => ({
      waitMs,
      channels: channels === "all" ? channels : channels.filter((id) => id !== channelId),
    }));
    await insertVersion(tx, {
      scope,
      now,
      by: user?.name ?? "",
      policyId: policy.id,
      number: policy.version.number + 1,
      fields: { ...fields, plan: { ...fields.plan, steps: without } },
    });
  }
}
