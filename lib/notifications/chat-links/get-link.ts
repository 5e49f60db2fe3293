import { AppError } from "@/lib/base/errors";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findLink } from "./data";
import type { ChatLinkView } from "./schema";
import { toLinkView } from "./view";

/** The state of a link. Throws AppError "not_found", also for another team's. */
export async function getLink({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<ChatLinkView> {
  requirePermission(scope, "channels.write");
  const row = await findLink({ scope, id });
  if (row === null) throw new AppError("not_found", "This link no longer exists. Create a new one.");
  return toLinkView({ row, now });
}
