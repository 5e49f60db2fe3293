import { logger } from "@/lib/base/logger";
import { requestAddress } from "@/lib/base/request-context";

/** Everything about who is in that the log tells, each with its constant message. docs/operating.md explains them. */
export const ACCESS_MESSAGES = {
  signed_in: "Signed in",
  sign_in_refused: "Sign-in refused",
  signed_out: "Signed out",
  sessions_ended: "Sessions ended",
  password_changed: "Password changed",
  password_change_refused: "Password change refused",
  reset_created: "Password reset link created",
  reset_asked_for: "Password reset link asked for",
  reset_used: "Password reset link used",
  account_created: "Account created",
  account_disabled: "Account disabled",
  account_enabled: "Account enabled",
  registration_opened: "Registration opened",
  registration_closed: "Registration closed",
  networks_changed: "Allowed networks changed",
  team_created: "Team created",
  role_changed: "Role changed",
  member_joined: "Member joined",
  member_removed: "Member removed",
  invitation_created: "Invitation created",
  invitation_revoked: "Invitation revoked",
  token_created: "API token created",
  token_first_used: "API token used for the first time",
  token_revoked: "API token revoked",
} as const;

type AccessFields = {
  /** Whose access it is; null: of no account that exists. */
  accountId: number | null;
  /** Who did it, if it was somebody else; "host": whoever runs the hub. */
  by?: number | "host";
  teamId?: number;
  tokenId?: number;
  invitationId?: number;
  role?: string;
  /** Networks that channels may reach from now on, and that they no longer may. */
  added?: readonly string[];
  removed?: readonly string[];
  /** How it ended, if it can end in several ways. */
  outcome?: string;
};

/** Writes one line about who is in: ids and the address of the request, never a name, an e-mail address or a secret. */
export function logAccess(event: keyof typeof ACCESS_MESSAGES, fields: AccessFields): void {
  logger("access").info({ ...fields, address: requestAddress() }, ACCESS_MESSAGES[event]);
}
