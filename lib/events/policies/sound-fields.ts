import { AppError } from "@/lib/base/errors";
import type { Tx } from "@/lib/db/client";
import type { PolicyFields } from "./fields";
import type { Match } from "./match";

/**
 * A policy's fields without machines and rules that have been deleted since they were named. Throws AppError
 * "unprocessable" if they name others, or channels, that are not the team's.
 */
export async function soundFields(
  tx: Tx,
  { teamId, fields, before }: { teamId: number; fields: PolicyFields; before: PolicyFields | null },
): Promise<PolicyFields> {
  const { match, plan } = fields;
  const isMatchChanged = match !== before?.match;
  if (plan.steps !== before?.plan.steps) await checkChannels(tx, { teamId, fields });
  return { ...fields, match: isMatchChanged ? await soundMatch(tx, { teamId, match, before }) : match };
}

async function checkChannels(
  tx: Tx,
  { teamId, fields: { plan } }: { teamId: number; fields: PolicyFields },
): Promise<void> {
  const asked = plan.steps.flatMap(({ channels }) => (channels === "all" ? [] : channels));
  if (asked.length === 0) return;
  const found = await tx.channel.findMany({ where: { teamId, id: { in: asked } }, select: { id: true } });
  const known = new Set(found.map(({ id }) => id));
  refuseUnknown({ field: "steps", what: "channel", unknown: asked.find((id) => !known.has(id)) });
}

async function soundMatch(
  tx: Tx,
  { teamId, match, before }: { teamId: number; match: Match; before: PolicyFields | null },
): Promise<Match> {
  const rules = match.rules && (await soundRules(tx, { teamId, ids: match.rules, before }));
  if (!("machines" in match.machines)) return { ...match, rules };
  const ids = match.machines.machines;
  const found = await tx.machine.findMany({ where: { teamId, id: { in: ids } }, select: { id: true } });
  const known = new Set(found.map(({ id }) => id));
  const named = before !== null && "machines" in before.match.machines ? before.match.machines.machines : [];
  const unknown = ids.find((id) => !known.has(id) && !named.includes(id));
  refuseUnknown({ field: "match", what: "machine", unknown });
  return { ...match, rules, machines: { machines: ids.filter((id) => known.has(id)) } };
}

async function soundRules(
  tx: Tx,
  { teamId, ids, before }: { teamId: number; ids: readonly number[]; before: PolicyFields | null },
): Promise<number[]> {
  const found = await tx.rule.findMany({ where: { teamId, id: { in: [...ids] } }, select: { id: true } });
  const known = new Set(found.map(({ id }) => id));
  const named = before?.match.rules ?? [];
  const unknown = ids.find((id) => !known.has(id) && !named.includes(id));
  refuseUnknown({ field: "match", what: "rule", unknown });
  return ids.filter((id) => known.has(id));
}

function refuseUnknown({
  field,
  what,
  unknown,
}: {
  field: string;
  what: string;
  unknown: number | undefined;
}): void {
  if (unknown === undefined) return;
  const sentence = `names a ${what} that does not exist: ${unknown}`;
  throw new AppError("unprocessable", `${field} ${sentence}.`, { fields: { [field]: sentence } });
}
