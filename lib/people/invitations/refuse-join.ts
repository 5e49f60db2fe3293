import { AppError } from "@/lib/base/errors";
import type { JoinDecision } from "./decide";

/** Gives the team that an invitation led to, else throws the AppError that says why not. */
export function teamJoined(decision: JoinDecision): number {
  switch (decision.kind) {
    case "join":
      return decision.teamId;
    case "member_already":
      throw new AppError("conflict", "You are in this team already.");
    case "over":
      throw invitationOver();
  }
}

export function invitationOver(): AppError {
  return new AppError(
    "gone",
    "This invitation is no longer good: it was used or withdrawn, or its week is over. Ask for a new one.",
  );
}
