import { afterId, type PageRequest } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import type { TeamScope } from "../teams/scope";
import { USER } from "../teams/user-columns";
import { OWNER } from "./view";

/** The API token with this hash, with its person's membership and account, or null. */
export async function findTokenRow(hash: string) {
  const { client } = await database();
  return client.apiToken.findUnique({
    where: { hash },
    include: {
      membership: { include: { team: { select: { id: true, name: true } }, user: { select: USER } } },
    },
  });
}

/** The caller's own tokens in the team, oldest first; one more than the page holds, if there is one. */
export async function findOwnTokens({ scope, page }: { scope: TeamScope; page: PageRequest }) {
  const { client } = await database();
  const { teamId, userId } = scope;
  const after = afterId(page);
  return client.apiToken.findMany({
    where: { teamId, userId, ...(after !== null && { id: { gt: after } }) },
    orderBy: { id: "asc" },
    take: page.limit + 1,
  });
}

/** Everybody's tokens for the caller's team with their people, oldest first; one more than the page holds, if there is one. */
export async function findTeamTokens({ scope, page }: { scope: TeamScope; page: PageRequest }) {
  const { client } = await database();
  const after = afterId(page);
  return client.apiToken.findMany({
    where: { teamId: scope.teamId, ...(after !== null && { id: { gt: after } }) },
    include: OWNER,
    orderBy: { id: "asc" },
    take: page.limit + 1,
  });
}
