import { sealKey } from "@/lib/db/secrets/instance-secret";
import { withTakenName } from "@/lib/db/taken-name";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { getType } from "../transports/channel-types";
import { sealSecrets } from "../transports/secrets";
import { findActivity } from "./data";
import { insertChannel } from "./mutations";
import { newChannelParts } from "./new-channel-parts";
import { findProblems } from "./problems";
import type { CreateChannelInput, CreatedChannel } from "./schema";
import { toChannelView } from "./view";

/**
 * Adds a channel. A secret that the hub can make is in this answer and never again. Throws AppError "conflict" when the
 * name is taken, "unprocessable" for an address to which nothing may be sent.
 */
export async function createChannel({
  scope,
  input: { type: typeName, name, events, is_active, ...given },
  now,
}: {
  scope: TeamScope;
  input: CreateChannelInput;
  now: Date;
}): Promise<CreatedChannel> {
  requirePermission(scope, "channels.write");
  const type = getType(typeName);
  const { config, secrets } = await newChannelParts(type, given);
  const channel = await withTakenName({ noun: "channel", name }, () =>
    insertChannel({
      scope,
      fields: {
        type: typeName,
        name,
        config,
        events: events ?? null,
        isActive: is_active ?? true,
        secret: sealSecrets(secrets, sealKey()),
      },
      now,
    }),
  );
  const [activity, problems] = await Promise.all([findActivity(channel, now), findProblems([channel])]);
  const view = toChannelView({ scope, channel, activity, problems, now });
  return { ...view, ...(type.makeSecrets && "secret" in secrets && { secret: secrets.secret }) };
}
