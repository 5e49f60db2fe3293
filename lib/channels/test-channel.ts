import type { z } from "zod";
import type { channelTestSchema } from "../notifications/schema";
import { sendTest } from "../notifications/send-test";
import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { findChannel } from "./data";
import { channelNotFound } from "./get-channel";
import { webhookConfigSchema } from "./view";

/** Sends a test event to a channel, switched on or not, and gives the receiver's true answer. Throws AppError "not_found". */
export async function testChannel({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<z.output<typeof channelTestSchema>> {
  requirePermission(scope, "channels.write");
  const channel = await findChannel({ scope, id });
  if (channel === null) throw channelNotFound();
  if (channel.secret === null) return { ok: false, message: "The channel has no secret; set one." };
  const { url } = webhookConfigSchema.parse(JSON.parse(channel.config));
  return sendTest({ channel: { url, sealedSecret: channel.secret }, now });
}
