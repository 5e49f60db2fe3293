import { refuseBeyond } from "@/lib/base/full";
import { MAX_RULES_PER_TEAM } from "@/lib/base/limits";
import { database, type Tx } from "@/lib/db/client";
import type { RuleRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import { isInScope, soundScope } from "@/lib/machines/machine-scope";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { Ending } from "./endings";
import { isOtherCondition } from "./fields";
import type { RuleFields } from "./rule";
import { toRule } from "./view";

type Target = { scope: TeamScope; id: number; now: Date };

/**
 * Begins a change of the team's rules: from the next commit on, every ingest process reads them again. Commits that have
 * judged by the rules before and write what follows come either wholly before this transaction, or see that it has passed
 * and judge again (Engine.lockRules).
 */
async function beginChange(tx: Tx, { teamId }: TeamScope): Promise<void> {
  await tx.team.updateMany({ where: { id: teamId }, data: { rulesVersion: { increment: 1 } } });
}

const toColumns = ({ scope, ...fields }: RuleFields) => ({ ...fields, scope: JSON.stringify(scope) });

/**
 * Adds a rule to the team. Throws a unique violation when the name is taken, AppError "unprocessable" if it is for machines
 * that are not the team's, "conflict" if the team has too many rules.
 */
export async function insertRule({
  scope,
  fields,
  now,
}: {
  scope: TeamScope;
  fields: RuleFields;
  now: Date;
}): Promise<RuleRecord> {
  return transaction(async (tx) => {
    await beginChange(tx, scope);
    await soundScope(tx, { scope, wanted: fields.scope, before: null });
    const { teamId } = scope;
    const rule = await tx.rule.create({
      data: { ...toColumns(fields), teamId, createdAt: now, updatedAt: now },
    });
    refuseBeyond({
      max: MAX_RULES_PER_TEAM,
      count: await tx.rule.count({ where: { teamId } }),
      what: "rules of one team",
      who: `team ${teamId}`,
      advice: "Delete one first.",
    });
    return rule;
  });
}

/**
 * Changes a rule as `change` decides from it, while nobody else can change it, and marks what it has opened and no longer
 * stands behind (end-alerts.ts closes that). Returns whether the rule exists. Throws what `change` throws, a unique
 * violation when the name is taken, AppError "unprocessable" if it is for machines that are not the team's.
 */
export async function changeRuleRow({
  scope,
  id,
  change,
  now,
}: Target & { change: (rule: RuleFields) => RuleFields }): Promise<boolean> {
  return transaction(async (tx) => {
    await beginChange(tx, scope);
    const row = await tx.rule.findFirst({ where: { id, teamId: scope.teamId } });
    if (row === null) return false;
    const { id: _, teamId: __, ...before } = toRule(row);
    const changed = change(before);
    const isScopeGiven = changed.scope !== before.scope;
    const fields = isScopeGiven
      ? { ...changed, scope: await soundScope(tx, { scope, wanted: changed.scope, before: before.scope }) }
      : changed;
    await tx.rule.update({ where: { id }, data: { ...toColumns(fields), updatedAt: now } });
    if (before.isActive && !fields.isActive) await markEnding(tx, { ruleId: id, ending: "rule_off" });
    else if (isOtherCondition(before, fields)) await markEnding(tx, { ruleId: id, ending: "rule_changed" });
    else if (isScopeGiven) await markOutside(tx, { ruleId: id, fields });
    return true;
  });
}

/** Marks the rule's states on machines that it is no longer for. */
async function markOutside(
  tx: Tx,
  { ruleId, fields: { scope } }: { ruleId: number; fields: RuleFields },
): Promise<void> {
  const states = await tx.ruleState.findMany({
    where: { ruleId },
    select: { machine: { select: { id: true, tags: true } } },
  });
  const outside = states
    .filter(({ machine: { id, tags } }) => !isInScope(scope, { machineId: id, tags }))
    .map(({ machine }) => machine.id);
  await markEnding(tx, { ruleId, ending: "rule_changed", machineIds: [...new Set(outside)] });
}

// SQLite takes this many values in one statement, and PostgreSQL more.
const AT_ONCE = 1_000;

/** What a rule was about to open is forgotten; what it has opened is marked, on all machines or on these. */
async function markEnding(
  tx: Tx,
  { ruleId, ending, machineIds }: { ruleId: number; ending: Ending; machineIds?: readonly number[] },
): Promise<void> {
  const parts =
    machineIds === undefined ? [{}] : inParts(machineIds).map((ids) => ({ machineId: { in: ids } }));
  for (const part of parts) {
    await tx.ruleState.deleteMany({ where: { ruleId, ...part, incidentId: null } });
    await tx.ruleState.updateMany({ where: { ruleId, ...part, ending: null }, data: { ending } });
  }
}

function inParts(ids: readonly number[]): number[][] {
  const parts = Math.ceil(ids.length / AT_ONCE);
  return Array.from({ length: parts }, (_, part) => ids.slice(part * AT_ONCE, (part + 1) * AT_ONCE));
}

/** Switches a rule off, because it is about to be deleted, and marks what it has opened. Returns whether it exists. */
export async function retireRule({ scope, id, now }: Target): Promise<boolean> {
  return transaction(async (tx) => {
    await beginChange(tx, scope);
    const { count } = await tx.rule.updateMany({
      where: { id, teamId: scope.teamId },
      data: { isActive: false, updatedAt: now },
    });
    if (count > 0) await markEnding(tx, { ruleId: id, ending: "rule_deleted" });
    return count > 0;
  });
}

const FIRINGS_AT_ONCE = 500;

/** Lets the rule's past incidents stand for themselves: in parts, because a rule may have fired for years. */
export async function detachFirings(ruleId: number): Promise<void> {
  const { client } = await database();
  for (;;) {
    const rows = await client.firing.findMany({
      where: { ruleId },
      select: { incidentId: true },
      take: FIRINGS_AT_ONCE,
    });
    const incidentIds = rows.map(({ incidentId }) => incidentId);
    if (incidentIds.length > 0)
      await transaction((tx) =>
        tx.firing.updateMany({ where: { incidentId: { in: incidentIds } }, data: { ruleId: null } }),
      );
    if (incidentIds.length < FIRINGS_AT_ONCE) return;
  }
}

/** Deletes a retired rule. False: it has opened something since. */
export async function deleteRuleRow({ scope, id }: { scope: TeamScope; id: number }): Promise<boolean> {
  return transaction(async (tx) => {
    await beginChange(tx, scope);
    if ((await tx.ruleState.count({ where: { ruleId: id, incidentId: { not: null } } })) > 0) return false;
    await tx.rule.deleteMany({ where: { id, teamId: scope.teamId } });
    return true;
  });
}

/** Forgets what was about to fire on machines that have just gone offline; what fires on them stays. */
export async function forgetPending(tx: Tx, machineIds: readonly number[]): Promise<void> {
  await tx.ruleState.deleteMany({ where: { machineId: { in: [...machineIds] }, incidentId: null } });
}
