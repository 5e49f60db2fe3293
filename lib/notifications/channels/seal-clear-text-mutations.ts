import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import type { ChannelRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import { findPlace } from "../transports/recipient";
import { openSecrets, sealSecrets } from "../transports/secrets";

/**
 * Seals what older versions wrote into channels in clear text, such as a webhook's address. Any number of processes may do
 * so at once, while others send: this version reads both forms, and older ones let events for a sealed channel wait.
 */
export async function sealClearText({
  database,
  sealKey,
}: {
  database: Database;
  sealKey: Buffer;
}): Promise<void> {
  const channels = await database.client.channel.findMany({ orderBy: { id: "asc" } });
  let count = 0;
  for (const channel of channels) {
    const columns = sealedColumns(channel, sealKey);
    if (columns === null) continue;
    const { id, config, secret } = channel;
    // Somebody may have changed it since it was read; what is written now is sealed already.
    const written = await transaction(
      (tx) => tx.channel.updateMany({ where: { id, config, secret }, data: columns }),
      database,
    );
    count += written.count;
  }
  if (count > 0) logger("channels").info({ count }, "Addresses of channels were sealed");
}

/** The sealed form of a channel's row; null: nothing in it is in clear text, or its other secrets cannot be read. */
function sealedColumns(
  channel: ChannelRecord,
  sealKey: Buffer,
): { config: string; secret: string | null } | null {
  const place = findPlace(channel);
  if (place === null || Object.keys(place.clearSecrets).length === 0) return null;
  const { type, config, clearSecrets } = place;
  const secrets = openSecrets({ type, sealed: channel.secret, known: clearSecrets, sealKey });
  return secrets && { config: JSON.stringify(config), secret: sealSecrets(secrets, sealKey) };
}
