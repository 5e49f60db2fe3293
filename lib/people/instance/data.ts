import { database } from "@/lib/db/client";
import { REGISTRATION_KEY } from "./constants";

/** The stored setting for registration, or null. */
export async function findRegistrationSetting(): Promise<string | null> {
  const { client } = await database();
  return (await client.setting.findUnique({ where: { key: REGISTRATION_KEY } }))?.value ?? null;
}
