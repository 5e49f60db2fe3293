import { database } from "@/lib/db/client";
import { USER } from "../teams/user-columns";

const TEAM = { team: { select: { id: true, name: true } } } as const;

/** The account with this e-mail address, with its password hash, or null. */
export async function findAccount(email: string): Promise<{ id: number; passwordHash: string } | null> {
  const { client } = await database();
  return client.user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
}

/** Whether any account exists. */
export async function hasUsers(): Promise<boolean> {
  const { client } = await database();
  return (await client.user.findFirst({ select: { id: true } })) !== null;
}

/** The session row with its user, its membership, and the user's oldest membership; or null. */
export async function findSessionRow(id: string) {
  const { client } = await database();
  return client.session.findUnique({
    where: { id },
    include: {
      membership: { include: TEAM },
      user: { select: { ...USER, memberships: { include: TEAM, orderBy: { teamId: "asc" }, take: 1 } } },
    },
  });
}
