import type { Database } from "@/lib/db/client";
import type { RefusalKey } from "./constants";
import { BOT_TOKEN_KEY } from "./constants";

/** The sealed bot token that an admin of the installation has entered, or null. */
export async function findSealedToken({ client }: Database): Promise<string | null> {
  const row = await client.setting.findUnique({ where: { key: BOT_TOKEN_KEY } });
  return row?.value ?? null;
}

/** What was stored when Telegram refused a token (refusal.ts), or null. */
export async function findRefusal({ client }: Database, key: RefusalKey): Promise<string | null> {
  const row = await client.setting.findUnique({ where: { key } });
  return row?.value ?? null;
}
