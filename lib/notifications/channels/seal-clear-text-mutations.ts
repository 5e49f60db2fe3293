import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import type { ChannelRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import { findPlace } from "../transports/recipient";
import { openSecrets, sealSecrets } from "../transports/secrets";
import { hideSecretsInWords } from "./hide-secrets-mutations";

/**
 * Seals what older versions wrote into channels in clear text, such as a webhook's address, and before that hides it in the
 * stored words of receivers: after a crash in between, the next start does both. Any number of processes may do so at
 * once, while others send: this version reads both forms, and older ones let events for a sealed channel wait.
 */
export async function sealClearText({
  database,
  sealKey,
}: {
  database: Database;
  sealKey: Buffer;
}): Promise<void> {
  const channels = await database.client.channel.findMany({ orderBy: { id: "asc" } });
  const clear = channels.flatMap((channel) => {
    const known = knownSecrets(channel, sealKey);
    return known === null ? [] : [{ channel, ...known }];
  });
  if (clear.length === 0) return;
  await hideSecretsInWords({
    database,
    secretsOf: new Map(clear.map(({ channel, secrets }) => [channel.id, secrets])),
  });
  let count = 0;
  for (const { channel, config: sealedConfig, secrets } of clear) {
    const columns = { config: JSON.stringify(sealedConfig), secret: sealSecrets(secrets, sealKey) };
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

/** The config and all secrets of a channel; null: nothing in it is in clear text, or its other secrets cannot be read. */
function knownSecrets(channel: ChannelRecord, sealKey: Buffer): { config: object; secrets: object } | null {
  const place = findPlace(channel);
  if (place === null || Object.keys(place.clearSecrets).length === 0) return null;
  const { type, config, clearSecrets } = place;
  const secrets = openSecrets({ type, sealed: channel.secret, known: clearSecrets, sealKey });
  return secrets && { config, secrets };
}
