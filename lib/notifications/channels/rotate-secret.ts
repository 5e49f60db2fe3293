import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { seal } from "@/lib/db/secrets/seal";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findChannel } from "./data";
import { channelNotFound } from "./get-channel";
import { rotateSecretRow } from "./mutations";
import type { rotateSecretSchema } from "./schema";
import { makeWebhookSecret } from "./webhook-secret";

/**
 * Gives a webhook a new secret, which is in this answer and never again; until the overlap ends its events are signed
 * with the one it had as well. Throws AppError "not_found", or "unprocessable" for a channel without secret.
 */
export async function rotateSecret({
  scope,
  id,
  input,
  now,
}: {
  scope: TeamScope;
  id: number;
  input: z.output<typeof rotateSecretSchema>;
  now: Date;
}): Promise<{ secret: string }> {
  requirePermission(scope, "channels.write");
  const channel = await findChannel({ scope, id });
  if (channel === null) throw channelNotFound();
  if (channel.type !== "webhook")
    throw new AppError("unprocessable", "Only a webhook has a secret to sign with.");
  const secret = makeWebhookSecret();
  const until = new Date(now.getTime() + input.overlap);
  if (!(await rotateSecretRow({ scope, id, sealed: seal(secret, sealKey()), until, now })))
    throw channelNotFound();
  return { secret };
}
