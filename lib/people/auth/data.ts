import { database } from "@/lib/db/client";
import { USER } from "../teams/user-columns";
import { MAX_SESSIONS } from "./session-lifetime";

const TEAM = { team: { select: { id: true, name: true } } } as const;

/** What a sign-in is checked against. */
export type Account = { id: number; passwordHash: string; sessionsEpoch: number; disabledAt: Date | null };

/** The account with this e-mail address, with its password hash, or null; and the addresses of its sessions. */
export async function findAccount({
  email,
  now,
}: {
  email: string;
  now: Date;
}): Promise<{ account: Account | null; addresses: string[] }> {
  const { client } = await database();
  // Both whether the account exists or not, so that neither takes longer.
  const [account, sessions] = await Promise.all([
    client.user.findUnique({
      where: { email },
      select: { id: true, passwordHash: true, sessionsEpoch: true, disabledAt: true },
    }),
    client.session.findMany({
      where: { user: { email }, expiresAt: { gt: now } },
      select: { address: true },
      take: MAX_SESSIONS,
    }),
  ]);
  return { account, addresses: sessions.map(({ address }) => address) };
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
