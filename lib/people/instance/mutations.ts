import { transaction } from "@/lib/db/transaction";
import { NETWORKS_KEY, REGISTRATION_KEY } from "./constants";
import { readNetworks, writeNetworks } from "./stored-networks";

/** Stores whether registration is open. */
export async function setRegistration({
  value,
  now,
}: {
  value: "open" | "closed";
  now: Date;
}): Promise<void> {
  await transaction((tx) =>
    tx.setting.upsert({
      where: { key: REGISTRATION_KEY },
      create: { key: REGISTRATION_KEY, value, updatedAt: now },
      update: { value, updatedAt: now },
    }),
  );
}

/** Changes the stored networks, without losing what somebody else changes at the same time. Returns those before and now. */
export async function changeNetworks({
  change,
  now,
}: {
  /** May run again, and may throw: then nothing is changed. */
  change: (stored: readonly string[]) => readonly string[];
  now: Date;
}): Promise<{ before: readonly string[]; after: readonly string[] }> {
  return transaction(async (tx) => {
    const where = { key: NETWORKS_KEY };
    // Its lock keeps everybody else out from here on.
    const { value } = await tx.setting.upsert({
      where,
      create: { key: NETWORKS_KEY, value: writeNetworks([]), updatedAt: now },
      update: { updatedAt: now },
    });
    const before = readNetworks(value) ?? [];
    const after = change(before);
    await tx.setting.update({ where, data: { value: writeNetworks(after) } });
    return { before, after };
  });
}
