import type { Database } from "@/lib/db/client";

/** The id of the key with this hash, or null. The commit decides whether it is still valid. */
export async function findKeyId(database: Database, hash: string): Promise<number | null> {
  const row = await database.client.agentKey.findUnique({ where: { hash }, select: { id: true } });
  return row?.id ?? null;
}
