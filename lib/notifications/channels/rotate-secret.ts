import type { z } from "zod";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { sealSecrets } from "../transports/secrets";
import { findChannel } from "./data";
import { channelNotFound } from "./get-channel";
import { rotateSecretRow } from "./mutations";
import type { rotateSecretSchema } from "./schema";
import { requirePlace, signsNothing } from "./unreadable";

/**
 * Gives a channel a new secret, which is in this answer and never again. Until the overlap ends its events are signed
 * with the previous one as well. Throws AppError "not_found", or "unprocessable" for a type that signs nothing.
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
  const secrets = requirePlace(channel).type.makeSecrets?.();
  if (secrets === undefined) throw signsNothing();
  const until = new Date(now.getTime() + input.overlap);
  const sealed = sealSecrets(secrets, sealKey());
  if (!(await rotateSecretRow({ scope, id, sealed, until, now }))) throw channelNotFound();
  return { secret: secrets.secret };
}
