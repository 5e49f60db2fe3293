import { parse } from "@/lib/api/parse";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { withTakenName } from "@/lib/db/taken-name";
import { readAllowedNetworks } from "@/lib/people/instance/allowed-networks";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { getType } from "../transports/channel-types";
import { sealSecrets } from "../transports/secrets";
import { findActivity } from "./data";
import { insertChannel } from "./mutations";
import { tidy, toConfig } from "./own-fields";
import { findProblems } from "./problems";
import { refuseForbiddenAddress } from "./refuse-forbidden-address";
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
  const fields = tidy({ type, fields: given, isNew: true });
  const { networks: allow } = await readAllowedNetworks();
  refuseForbiddenAddress({ type, fields, allow });
  const secrets: object = parse(type.secrets, { ...type.makeSecrets?.(), ...fields });
  const channel = await withTakenName({ noun: "channel", name }, () =>
    insertChannel({
      scope,
      fields: {
        type: typeName,
        name,
        config: toConfig({ type, fields, secrets }),
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
