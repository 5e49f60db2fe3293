import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { insertTestDelivery } from "@/lib/events/deliveries/mutations";
import { limitActions } from "@/lib/people/teams/limit-actions";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { toRecipient } from "../transports/recipient";
import { findChannel } from "./data";
import { channelNotFound } from "./get-channel";
import type { channelTestSchema } from "./schema";
import { sendTest } from "./send-test";
import { requirePlace } from "./unreadable";

/**
 * Sends a test event to a channel, whether it is on or off, logs it, and returns the receiver's true answer. It is
 * sent only once. Throws AppError "not_found", or "unprocessable" for a channel that a newer version added,
 * "too_many_requests" if the person has sent many within a minute.
 */
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
  requirePlace(channel);
  await limitActions("channel tests", scope);
  const uid = `msg_${randomUUID()}`;
  const result = await sendTest({ uid, channel: toRecipient(channel), now });
  const { httpStatus, message } = result;
  const isSuccess = result.kind === "delivered";
  const network = result.kind === "failed" ? result.network : undefined;
  const attempt = { startedAt: now, finishedAt: new Date(), isSuccess, httpStatus, message };
  await insertTestDelivery({ channel, uid, attempt });
  return {
    ok: isSuccess,
    ...(httpStatus !== null && { status: httpStatus }),
    message,
    ...(network !== undefined && { network }),
  };
}
