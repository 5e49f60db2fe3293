import type { Client } from "@/lib/db/client";
import { KEPT_SINCE_KEY } from "./kept-since";

/** Since when nothing that uptime is calculated from has been deleted, in milliseconds; 0: nothing ever was. */
export async function findKeptSince(client: Pick<Client, "setting">): Promise<number> {
  const row = await client.setting.findUnique({ where: { key: KEPT_SINCE_KEY } });
  return row === null ? 0 : Date.parse(row.value);
}
