import type { ChannelRecord } from "@/lib/db/models";
import type { ChannelType } from "../messages/channel-type";
import { getType } from "./channel-types";

/** Where a channel leads. */
export type Place = {
  type: ChannelType;
  /** The parsed config column; only `type` knows its shape. */
  config: object;
  /** What an older version wrote there in clear text, and this one seals (channels/seal-clear-text-mutations.ts). */
  clearSecrets: object;
};

/** What is needed to send to a channel. */
export type Recipient = {
  id: number;
  place: Place;
  sealedSecret: string | null;
  /** The secret before it, while both are in use. */
  oldSecret: { sealed: string | null; until: Date } | null;
};

/** Where a channel's row leads. Throws when its type is unknown or its config is not of that type. */
export function placeOf({ type, config }: Pick<ChannelRecord, "type" | "config">): Place {
  const known = getType(type);
  const written: unknown = JSON.parse(config);
  const older = known.takeSecrets?.(written) ?? null;
  return {
    type: known,
    config: known.config.parse(older?.config ?? written),
    clearSecrets: older?.secrets ?? {},
  };
}

/** Where a channel's row leads, or null: a newer version of LunaSentri wrote it, which knows more types or fields. */
export function findPlace(channel: Pick<ChannelRecord, "type" | "config">): Place | null {
  try {
    return placeOf(channel);
  } catch {
    return null;
  }
}

/** Channels with the same destination are up or down together. */
export function destinationOf({ type, config }: Place): string {
  return type.destination(config);
}

/** The address in a channel's row, with its secrets. */
export function toRecipient(channel: ChannelRecord): Recipient {
  const { id, secret, oldSecret, oldSecretUntil } = channel;
  return {
    id,
    place: placeOf(channel),
    sealedSecret: secret,
    oldSecret: oldSecretUntil === null ? null : { sealed: oldSecret, until: oldSecretUntil },
  };
}
