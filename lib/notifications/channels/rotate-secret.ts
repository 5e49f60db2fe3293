import type { z } from "zod";
import type { ChannelRecord } from "@/lib/db/models";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { openSecrets, sealSecrets } from "../transports/secrets";
import { channelNotFound } from "./get-channel";
import { rotateSecretRow } from "./mutations";
import type { rotateSecretSchema } from "./schema";
import { requirePlace, secretsUnreadable, signsNothing } from "./unreadable";

/**
 * Gives a channel a new secret, which is in this answer and never again. Until the overlap ends its events are signed
 * with the previous one as well. Throws AppError "not_found", or "unprocessable" for a type that signs
 * nothing and for secrets that cannot be read.
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
  const until = new Date(now.getTime() + input.overlap);
  let made = "";
  const reseal = (channel: ChannelRecord) => {
    const { type, clearSecrets } = requirePlace(channel);
    const fresh = type.makeSecrets?.();
    if (fresh === undefined) throw signsNothing();
    const secrets = openSecrets({ type, sealed: channel.secret, known: clearSecrets, sealKey: sealKey() });
    if (secrets === null) throw secretsUnreadable();
    made = fresh.secret;
    return sealSecrets({ ...secrets, ...fresh }, sealKey());
  };
  if (!(await rotateSecretRow({ scope, id, reseal, until, now }))) throw channelNotFound();
  return { secret: made };
}
