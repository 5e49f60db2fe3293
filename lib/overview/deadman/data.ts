import type { Database } from "@/lib/db/client";
import { PING_KEY } from "./constants";
import { type Ping, pingSchema } from "./schema";

/** What came of the latest ping; null: there was none. */
export async function findLastPing({ client }: Database): Promise<Ping | null> {
  const row = await client.setting.findUnique({ where: { key: PING_KEY } });
  return row && pingSchema.parse(JSON.parse(row.value));
}
