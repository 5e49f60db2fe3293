import { database } from "@/lib/db/client";

/** Whose password the link of this hash changes, if it is still good; or null. */
export async function findResetRow({ hash, now }: { hash: string; now: Date }) {
  const { client } = await database();
  return client.passwordReset.findFirst({
    where: { hash, expiresAt: { gt: now } },
    select: { user: { select: { email: true } } },
  });
}
