import { transaction } from "@/lib/db/transaction";
import { lockAccounts } from "../access/mutations";
import type { PersonScope } from "../teams/scope";
import type { Preferences, PreferencesUpdate } from "./schema";
import { toPreferences } from "./view";

/** Stores the preferences that are named, beside the person's others, and returns all of them. */
export async function mergePreferences({
  scope: { userId: id },
  update,
}: {
  scope: PersonScope;
  update: PreferencesUpdate;
}): Promise<Preferences> {
  return transaction(async (tx) => {
    // Two pages of one person may each change another part.
    await lockAccounts(tx, [id]);
    const before = await tx.user.findUniqueOrThrow({ where: { id }, select: { preferences: true } });
    const { machine_list: machineList } = toPreferences(before.preferences);
    const after: Preferences = { machine_list: { ...machineList, ...update.machine_list } };
    await tx.user.update({ where: { id }, data: { preferences: JSON.stringify(after) } });
    return after;
  });
}
