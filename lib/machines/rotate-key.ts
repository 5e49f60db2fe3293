import type { z } from "zod";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { agentKeyHint, hashAgentKey, makeAgentKey } from "./agent-key";
import { machineNotFound } from "./get-machine";
import { rotateKeyRow } from "./mutations";
import type { rotateKeySchema } from "./schema";

/**
 * Gives a machine a new key, which only this answer contains; the old keys stay valid for the overlap. Throws AppError
 * "not_found".
 */
export async function rotateKey({
  scope,
  id,
  input,
  now,
}: {
  scope: TeamScope;
  id: number;
  input: z.output<typeof rotateKeySchema>;
  now: Date;
}): Promise<{ api_key: string }> {
  requirePermission(scope, "machines.write");
  const apiKey = makeAgentKey();
  const key = { hash: hashAgentKey(apiKey), hint: agentKeyHint(apiKey) };
  if (!(await rotateKeyRow({ scope, id, key, overlapMs: input.overlap, now }))) throw machineNotFound();
  return { api_key: apiKey };
}
