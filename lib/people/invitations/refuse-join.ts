import { AppError } from "@/lib/base/errors";
import type { JoinDecision } from "./decide";

/** Returns the team that somebody has joined, else throws the AppError that says why not. */
export function teamJoined(decision: JoinDecision): number {
  switch (decision.kind) {
    case "join":
      return decision.teamId;
    case "member_already":
      throw new AppError("conflict", "You are already in this team.");
    case "over":
      throw invitationOver();
  }
}

export function invitationOver(): AppError {
  return new AppError("gone", "This invitation has expired, was used or was revoked. Ask for a new one.");
}
