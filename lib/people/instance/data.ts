import { type Database, database } from "@/lib/db/client";
import { NETWORKS_KEY, REGISTRATION_KEY } from "./constants";
import { readNetworks } from "./stored-networks";

/** The stored setting for registration, or null. */
export async function findRegistrationSetting(): Promise<string | null> {
  const { client } = await database();
  return (await client.setting.findUnique({ where: { key: REGISTRATION_KEY } }))?.value ?? null;
}

/** The stored networks that channels may reach; null: nobody has stored any. */
export async function findNetworksSetting(on?: Database): Promise<string[] | null> {
  const { client } = on ?? (await database());
  return readNetworks((await client.setting.findUnique({ where: { key: NETWORKS_KEY } }))?.value ?? null);
}
