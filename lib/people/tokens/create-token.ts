import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import { requireBrowser, requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { makeApiToken } from "./api-token";
import { insertToken, MAX_TOKENS } from "./mutations";
import type { CreatedToken, createTokenSchema } from "./schema";
import { toTokenView } from "./view";

/**
 * Creates an API token for the caller's own programs in this team; only this answer contains it. Not for tokens. Throws
 * AppError "conflict" if there are too many.
 */
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
  const inserted = await insertToken({ scope, name, role, hash, hint, createdAt: now, expiresAt });
  switch (inserted.kind) {
    case "created": {
      const { teamId, userId: accountId } = scope;
      logAccess("token_created", { accountId, teamId, tokenId: inserted.row.id });
      return { ...toTokenView(inserted.row), token };
    }
    case "too_many":
      throw new AppError(
        "conflict",
        `You already have ${MAX_TOKENS} API tokens in this team. Revoke one that is no longer used.`,
      );
    case "signed_out":
      throw new AppError("unauthenticated", "Your session has ended. Sign in again.");
  }
}
