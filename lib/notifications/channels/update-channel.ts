import type { ChannelRecord } from "@/lib/db/models";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { withTakenName } from "@/lib/db/taken-name";
import { readAllowedNetworks } from "@/lib/people/instance/allowed-networks";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { openSecrets, sealSecrets } from "../transports/secrets";
import { channelNotFound, getChannel } from "./get-channel";
import { type ChannelFields, changeChannelRow } from "./mutations";
import { changeFields, parseOwnFields } from "./own-fields";
import { refuseForbiddenAddress } from "./refuse-forbidden-address";
import type { ChannelView, UpdateChannelInput } from "./schema";
import { requirePlace } from "./unreadable";

/**
 * Changes what a person may set on a channel. Throws AppError "not_found", "unprocessable" for what belongs to another
 * type of channel or an address to which nothing may be sent, or "conflict" when the name is taken.
 */
export async function updateChannel({
  scope,
  id,
  input: { name, events, is_active, ...own },
  now,
}: {
  scope: TeamScope;
  id: number;
  input: UpdateChannelInput;
  now: Date;
}): Promise<ChannelView> {
  requirePermission(scope, "channels.write");
  const { networks: allow } = await readAllowedNetworks();
  const change = (channel: ChannelRecord): ChannelFields => ({
    ...(name !== undefined && { name }),
    ...(events !== undefined && { events }),
    ...(is_active !== undefined && { isActive: is_active }),
    ...changeOwnFields({ channel, own, allow }),
  });
  const isFound = await withTakenName({ noun: "channel", name }, () =>
    changeChannelRow({ scope, id, change, now }),
  );
  if (!isFound) throw channelNotFound();
  return getChannel({ scope, id, now });
}

/** What of a channel's row becomes different with these fields of its type; nothing without any. */
function changeOwnFields({
  channel,
  own,
  allow,
}: {
  channel: ChannelRecord;
  own: Record<string, unknown>;
  /** The private networks that may be reached. */
  allow: readonly string[];
}): Pick<ChannelFields, "config" | "secret" | "endsOverlap"> {
  // The common fields can be changed even if a newer version wrote the others.
  if (Object.keys(own).length === 0) return {};
  const { type, config, clearSecrets } = requirePlace(channel);
  const given = parseOwnFields(type, own);
  refuseForbiddenAddress({ type, fields: given, allow });
  const secrets = openSecrets({ type, sealed: channel.secret, known: clearSecrets, sealKey: sealKey() });
  const changed = changeFields({ type, config, secrets, given });
  return {
    ...(changed.config !== null && { config: changed.config }),
    ...(changed.secrets !== null && { secret: sealSecrets(changed.secrets, sealKey()) }),
    endsOverlap: Object.keys(given).some((field) => field in (type.makeSecrets?.() ?? {})),
  };
}
