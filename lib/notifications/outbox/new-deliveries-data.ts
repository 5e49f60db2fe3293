import type { Database } from "@/lib/db/client";

/** The id of the newest delivery; null: there is none. */
export async function findNewestId({ client }: Database): Promise<bigint | null> {
  const row = await client.delivery.findFirst({ select: { id: true }, orderBy: { id: "desc" } });
  return row?.id ?? null;
}
