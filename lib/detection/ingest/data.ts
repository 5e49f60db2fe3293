import type { Database } from "@/lib/db/client";

/** The id of the key with this hash, or null. Whether it is still good is decided in the commit. */
export async function findKeyId(database: Database, hash: string): Promise<number | null> {
  const row = await database.client.agentKey.findUnique({ where: { hash }, select: { id: true } });
  return row?.id ?? null;
}
