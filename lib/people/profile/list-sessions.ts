import type { Page } from "@/lib/base/paging";
import { endOfSession, lastEndOf } from "../auth/session-lifetime";
import type { PersonScope } from "../teams/scope";
import { findSessions } from "./data";
import { describeBrowser } from "./describe-browser";
import type { SessionView } from "./schema";

/** Where the person is signed in, last used first. */
export async function listSessions({
  scope,
  now,
}: {
  scope: PersonScope;
  now: Date;
}): Promise<Page<SessionView>> {
  const rows = await findSessions({ scope, now });
  const data = rows.map((row) => ({
    id: row.id,
    browser: describeBrowser(row.userAgent),
    address: row.address,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt.toISOString(),
    expires_at: endOfSession({ createdAt: row.createdAt, now: row.lastUsedAt }).toISOString(),
    ends_at: lastEndOf(row).toISOString(),
    current: row.id === scope.sessionId,
  }));
  return { data, next_cursor: null };
}
