import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { makeEnrollToken } from "../enroll-token";
import { machineNotFound } from "../get-machine";
import { insertEnrollToken } from "./mutations";
import type { EnrollTokenView } from "./schema";

/** Creates another one-time token for an existing machine, to reinstall its agent. Throws AppError "not_found". */
export async function renewEnrollToken({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<EnrollTokenView> {
  requirePermission(scope, "machines.write");
  const { token, stored } = makeEnrollToken(now);
  if (!(await insertEnrollToken({ scope, machineId: id, stored }))) throw machineNotFound();
  return { enroll_token: token, expires_at: stored.expiresAt.toISOString() };
}
