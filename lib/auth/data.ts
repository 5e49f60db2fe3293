import { database } from "../db/client";

/** The account of this e-mail address with its password hash, or null. */
export async function findAccount(email: string): Promise<{ id: number; passwordHash: string } | null> {
  const { client } = await database();
  return client.user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
}

/** Whether anybody has an account yet. */
export async function hasUsers(): Promise<boolean> {
  const { client } = await database();
  return (await client.user.findFirst({ select: { id: true } })) !== null;
}

/** The session row with its user and the user's memberships, oldest team first; or null. */
export async function findSessionRow(id: string) {
  const { client } = await database();
  return client.session.findUnique({
    where: { id },
    include: {
      user: {
        select: {
          id: true,
          name: true,
          email: true,
          isInstanceAdmin: true,
          memberships: {
            include: { team: { select: { id: true, name: true } } },
            orderBy: { teamId: "asc" },
            take: 1,
          },
        },
      },
    },
  });
}
