import type { Database } from "@/lib/db/client";
import { PING_KEY } from "./constants";
import { type Ping, pingSchema } from "./schema";

/** The result of the latest ping; null: no ping yet. */
export async function findLastPing({ client }: Database): Promise<Ping | null> {
  const row = await client.setting.findUnique({ where: { key: PING_KEY } });
  return row && pingSchema.parse(JSON.parse(row.value));
}
