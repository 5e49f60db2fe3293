import type { Database } from "../client";
import { transaction } from "../transaction";

const CHECK_KEY = "instance_secret_check";

/** Stores the check value of the instance secret where there is none yet. Returns the one that stands. */
export async function keepSecretCheck({
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
      // Writes nothing new; a write all the same, so that two that start at once wait for each other.
      update: { key: CHECK_KEY },
    });
    return row.value;
  }, database);
}
