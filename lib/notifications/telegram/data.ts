import type { Database } from "../../db/client";
import { BOT_TOKEN_KEY } from "./constants";

/** The sealed bot token that an admin of the installation has entered, or null. */
export async function findSealedToken({ client }: Database): Promise<string | null> {
  const row = await client.setting.findUnique({ where: { key: BOT_TOKEN_KEY } });
  return row?.value ?? null;
}
