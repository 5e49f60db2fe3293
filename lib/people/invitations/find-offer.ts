import { findOfferRow } from "./data";
import { hashInvitationToken } from "./invitation-token";
import type { Offer } from "./schema";

/** What an invitation link offers to anyone who has it; null if it has ended, or was never issued. */
export async function findOffer({ token, now }: { token: string; now: Date }): Promise<Offer | null> {
  const hash = hashInvitationToken(token);
  const row = hash === null ? null : await findOfferRow({ hash, now });
  if (row === null) return null;
  const { team, user } = row.membership;
  return { team, role: row.role, email: row.email, invitedBy: user.name };
}
