import type { z } from "zod";
import type { ChannelView, updateChannelSchema } from "../notifications/schema";
import { sealKey } from "../secrets/instance-secret";
import { seal } from "../secrets/seal";
import { explainTakenName } from "../taken-name";
import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { channelNotFound, getChannel } from "./get-channel";
import { type ChannelFields, updateChannelRow } from "./mutations";

/** Changes what a person may set on a channel. Throws AppError "not_found", or "conflict" when the name is taken. */
export async function updateChannel({
  scope,
  id,
  input,
  now,
}: {
  scope: TeamScope;
  id: number;
  input: z.output<typeof updateChannelSchema>;
  now: Date;
}): Promise<ChannelView> {
  requirePermission(scope, "channels.write");
  const fields: ChannelFields = {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.url !== undefined && { url: input.url }),
    ...(input.events !== undefined && { events: input.events }),
    ...(input.is_active !== undefined && { isActive: input.is_active }),
    ...(input.secret !== undefined && { secret: seal(input.secret, sealKey()) }),
  };
  const isFound = await explainTakenName({ noun: "channel", name: input.name }, () =>
    updateChannelRow({ scope, id, fields, now }),
  );
  if (!isFound) throw channelNotFound();
  return getChannel({ scope, id });
}
