import { database } from "@/lib/db/client";
import { SESSION_MAX_MS } from "../auth/session-lifetime";
import type { PersonScope } from "../teams/scope";

/** The person's open sessions, last used first. */
export async function findSessions({ scope, now }: { scope: PersonScope; now: Date }) {
  const { client } = await database();
  return client.session.findMany({
    where: {
      userId: scope.userId,
      expiresAt: { gt: now },
      createdAt: { gt: new Date(now.getTime() - SESSION_MAX_MS) },
    },
    orderBy: [{ lastUsedAt: "desc" }, { id: "asc" }],
  });
}

/** The person's password hash. */
export async function getPasswordHash(scope: PersonScope): Promise<string> {
  const { client } = await database();
  const { userId: id } = scope;
  return (await client.user.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } }))
    .passwordHash;
}
