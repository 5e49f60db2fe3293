export type AccountDecision =
  /** The caller is no longer an admin of the installation, or no longer signed in. */
  | { kind: "not_allowed" }
  | { kind: "absent" }
  /** Whoever disables accounts keeps their own: so one admin of the installation always remains. */
  | { kind: "yourself" }
  /** `isNew`: whether the account was in the other state. */
  | { kind: "change"; isNew: boolean };

/** What happens to an account that should be disabled or enabled, decided from the locked rows of both accounts. */
export function decideAccount({
  caller,
  account,
  isSelf,
  to,
}: {
  /** Null: deleted, or their session has ended. */
  caller: { isInstanceAdmin: boolean; isDisabled: boolean } | null;
  account: { isDisabled: boolean } | null;
  isSelf: boolean;
  to: "disabled" | "enabled";
}): AccountDecision {
  if (caller === null || caller.isDisabled || !caller.isInstanceAdmin) return { kind: "not_allowed" };
  if (account === null) return { kind: "absent" };
  if (isSelf) return { kind: "yourself" };
  return { kind: "change", isNew: account.isDisabled !== (to === "disabled") };
}
