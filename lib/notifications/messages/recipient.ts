import type { ChannelRecord } from "@/lib/db/models";
import { type ChannelAddress, parseAddress } from "./address";

/** What is needed to send to a channel. */
export type Recipient = {
  id: number;
  address: ChannelAddress;
  sealedSecret: string | null;
  /** The secret before it, while events are signed with both. */
  oldSecret?: { sealed: string | null; until: Date } | null;
};

/** Where a channel's row sends to, and what it signs with. */
export function toRecipient(channel: ChannelRecord): Recipient {
  const { id, secret, oldSecret, oldSecretUntil } = channel;
  return {
    id,
    address: parseAddress(channel),
    sealedSecret: secret,
    oldSecret: oldSecretUntil === null ? null : { sealed: oldSecret, until: oldSecretUntil },
  };
}
