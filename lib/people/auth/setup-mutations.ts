import { randomBytes } from "node:crypto";
import { transaction } from "@/lib/db/transaction";

export const SETUP_SALT_KEY = "setup_salt";
const SALT_BYTES = 16;

/** The random part of the setup code, the same for every process of this database until the first admin is created. */
export async function storeSetupSalt(now: Date): Promise<string> {
  return transaction(async (tx) => {
    const row = await tx.setting.upsert({
      where: { key: SETUP_SALT_KEY },
      create: { key: SETUP_SALT_KEY, value: randomBytes(SALT_BYTES).toString("base64url"), updatedAt: now },
      update: { key: SETUP_SALT_KEY },
    });
    return row.value;
  });
}
