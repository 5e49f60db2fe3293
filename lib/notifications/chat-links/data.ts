import { database } from "@/lib/db/client";
import type { ChatLinkRecord } from "@/lib/db/models";
import type { TeamScope } from "@/lib/people/teams/scope";

/** The team's link of this id, or null. */
export async function findLink({
  scope,
  id,
}: {
  scope: TeamScope;
  id: number;
}): Promise<ChatLinkRecord | null> {
  const { client } = await database();
  return client.chatLink.findFirst({ where: { id, teamId: scope.teamId } });
}
