import { transaction } from "@/lib/db/transaction";
import { REGISTRATION_KEY } from "./constants";

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
