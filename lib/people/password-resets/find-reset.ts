import { findResetRow } from "./data";
import { hashResetToken } from "./reset-token";

/** Whose password a link changes, for anyone who has it; null if it has ended, or was never issued. */
export async function findReset({
  token,
  now,
}: {
  token: string;
  now: Date;
}): Promise<{ email: string } | null> {
  const hash = hashResetToken(token);
  const row = hash === null ? null : await findResetRow({ hash, now });
  return row === null ? null : { email: row.user.email };
}
