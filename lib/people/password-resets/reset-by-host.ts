import { logAccess } from "../access/log";
import { LIFETIME_MS } from "./constants";
import { insertResetByAddress } from "./mutations";
import { makeResetToken } from "./reset-token";

/**
 * Creates a reset link for whoever runs the hub, who may do everything. Returns its path, or null if no account has this
 * e-mail address.
 */
export async function resetByHost({ email, now }: { email: string; now: Date }): Promise<string | null> {
  const { token, hash } = makeResetToken();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  const account = await insertResetByAddress({
    isMailed: false,
    email: email.normalize("NFC").trim().toLowerCase(),
    hash,
    createdAt: now,
    expiresAt,
  });
  if (account === null) return null;
  logAccess("reset_created", { accountId: account.id, by: "host" });
  return `/reset/${token}`;
}
