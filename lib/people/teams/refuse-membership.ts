import { AppError } from "@/lib/base/errors";
import type { MembershipDecision } from "./decide";

/** Passes if a membership was changed, else throws the AppError that says why not. */
export function refuseUnlessChanged(decision: MembershipDecision): void {
  switch (decision.kind) {
    case "change":
      return;
    case "absent":
      throw new AppError("not_found", "This person is not in the team. They may have left.");
    case "not_allowed":
      throw new AppError("forbidden", "Only an admin of the team may do this, and you no longer are one.");
    case "last_admin":
      throw new AppError(
        "conflict",
        "A team needs an admin, and this is the only one. Make somebody else an admin first.",
      );
  }
}
