import type { Database } from "../client";
import { transaction } from "../transaction";

const CHECK_KEY = "instance_secret_check";

/** Stores the check value of the instance secret if none is stored. Returns the stored one. */
export async function storeSecretCheck({
  database,
  check,
}: {
  database: Database;
  check: string;
}): Promise<string> {
  return transaction(async (tx) => {
    const row = await tx.setting.upsert({
      where: { key: CHECK_KEY },
      create: { key: CHECK_KEY, value: check, updatedAt: new Date() },
      // This writes nothing new, but it is a write, so that two processes that start at once wait for each other.
      update: { key: CHECK_KEY },
    });
    return row.value;
  }, database);
}
