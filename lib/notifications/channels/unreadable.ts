import { AppError } from "@/lib/base/errors";
import type { ChannelRecord } from "@/lib/db/models";
import { findPlace, type Place } from "../transports/recipient";

/** What people read of a channel that a newer version wrote. */
export const UNREADABLE_CHANNEL =
  "This version of LunaSentri cannot read this channel; a newer one added it. Its events wait for 25 hours. Upgrade, or delete the channel.";

/** Where a channel leads. Throws AppError "unprocessable" if a newer version wrote it. */
export function requirePlace(channel: Pick<ChannelRecord, "type" | "config">): Place {
  const place = findPlace(channel);
  if (place === null) throw new AppError("unprocessable", UNREADABLE_CHANNEL);
  return place;
}

/** The refusal of what only channels with a secret of the hub's own can do. */
export function signsNothing(): AppError {
  return new AppError("unprocessable", "A channel of this type has no secret that the hub could change.");
}

/** The refusal of what needs the secrets that a channel has. */
export function secretsUnreadable(): AppError {
  return new AppError(
    "unprocessable",
    "The channel's secrets cannot be read with this hub's LUNASENTRI_SECRET. Enter its address and its secret again.",
  );
}
