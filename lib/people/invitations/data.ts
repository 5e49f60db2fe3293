import { afterId, type PageRequest } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import type { TeamScope } from "../teams/scope";
import { INVITER } from "./view";

/** The team's valid invitations, oldest first; one more than the page holds, if there is one. */
export async function findInvitations({
  scope,
  page,
  now,
}: {
  scope: TeamScope;
  page: PageRequest;
  now: Date;
}) {
  const { client } = await database();
  const after = afterId(page);
  return client.invitation.findMany({
    where: { teamId: scope.teamId, expiresAt: { gt: now }, ...(after !== null && { id: { gt: after } }) },
    include: INVITER,
    orderBy: { id: "asc" },
    take: page.limit + 1,
  });
}

/** The valid invitation with this hash, with its team and inviter; or null. */
export async function findOfferRow({ hash, now }: { hash: string; now: Date }) {
  const { client } = await database();
  return client.invitation.findFirst({
    where: { hash, expiresAt: { gt: now } },
    include: {
      membership: {
        select: { user: { select: { name: true } }, team: { select: { id: true, name: true } } },
      },
    },
  });
}
