import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { PING_KEY } from "./constants";
import type { Ping } from "./schema";

export async function storePing(database: Database, ping: Ping): Promise<void> {
  const row = { value: JSON.stringify(ping), updatedAt: new Date(ping.at) };
  await transaction(
    (tx) => tx.setting.upsert({ where: { key: PING_KEY }, create: { key: PING_KEY, ...row }, update: row }),
    database,
  );
}
