import { database } from "@/lib/db/client";
import { REGISTRATION_KEY } from "./constants";

/** What was set about registration, or null. */
export async function findRegistrationSetting(): Promise<string | null> {
  const { client } = await database();
  return (await client.setting.findUnique({ where: { key: REGISTRATION_KEY } }))?.value ?? null;
}
