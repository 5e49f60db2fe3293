import type { z } from "zod";
import { requireBrowser, requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { makeApiToken } from "./api-token";
import { insertToken } from "./mutations";
import type { CreatedToken, createTokenSchema } from "./schema";
import { toTokenView } from "./view";

/** Creates an API token for the caller's own programs in this team; only this answer contains it. Not for tokens. */
export async function createToken({
  scope,
  input,
  now,
}: {
  scope: TeamScope;
  input: z.output<typeof createTokenSchema>;
  now: Date;
}): Promise<CreatedToken> {
  requirePermission(scope, "tokens.own");
  requireBrowser(scope);
  const { token, hash, hint } = makeApiToken();
  const expiresAt = input.expires_in === null ? null : new Date(now.getTime() + input.expires_in);
  const { name, role } = input;
  const row = await insertToken({ scope, name, role, hash, hint, createdAt: now, expiresAt });
  return { ...toTokenView(row), token };
}
