import type { Page } from "@/lib/base/paging";
import { findMembers } from "./data";
import { requirePermission } from "./require-permission";
import type { MemberView } from "./schema";
import type { TeamScope } from "./scope";
import { toMemberView } from "./view";

/** Everybody in the caller's team, in the order in which they joined. */
export async function listMembers(scope: TeamScope): Promise<Page<MemberView>> {
  requirePermission(scope, "people.read");
  const rows = await findMembers(scope);
  return { data: rows.map((row) => toMemberView({ row, callerId: scope.userId })), next_cursor: null };
}
