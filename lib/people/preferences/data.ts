import { database } from "@/lib/db/client";
import type { PersonScope } from "../teams/scope";

/** The column in which the person's preferences are kept. */
export async function findPreferences({ userId }: PersonScope): Promise<string | null> {
  const { client } = await database();
  return (await client.user.findUniqueOrThrow({ where: { id: userId }, select: { preferences: true } }))
    .preferences;
}
