import { database } from "@/lib/db/client";

/** The person whose password the link with this hash changes, if the link is valid; or null. */
export async function findResetRow({ hash, now }: { hash: string; now: Date }) {
  const { client } = await database();
  return client.passwordReset.findFirst({
    where: { hash, expiresAt: { gt: now } },
    select: {
      hash: true,
      userId: true,
      teamId: true,
      createdBy: true,
      user: { select: { email: true, name: true } },
    },
  });
}
