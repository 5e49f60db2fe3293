import { findResetRow } from "./data";
import { hashResetToken } from "./reset-token";

/** Whose password a link changes, for whoever holds it; null when it is over, or was never given out. */
export async function findReset({
  token,
  now,
}: {
  token: string;
  now: Date;
}): Promise<{ email: string } | null> {
  const hash = hashResetToken(token);
  const row = hash === null ? null : await findResetRow({ hash, now });
  return row?.user ?? null;
}
