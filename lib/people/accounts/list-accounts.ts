import { FIRST_PAGE, type Page, type PageRequest, toPage } from "@/lib/base/paging";
import { requireInstanceAdmin } from "../instance/require-instance-admin";
import type { PersonScope } from "../teams/scope";
import { findAccounts } from "./data";
import type { AccountView } from "./schema";
import { toAccountView } from "./view";

/** One page of the accounts of this installation, oldest first. Only for its admins. */
export async function listAccounts({
  scope,
  q = "",
  page = FIRST_PAGE,
}: {
  scope: PersonScope;
  q?: string | undefined;
  page?: PageRequest;
}): Promise<Page<AccountView>> {
  requireInstanceAdmin(scope);
  const rows = await findAccounts({ q, page });
  return toPage({ rows, limit: page.limit, view: (row) => toAccountView({ row, callerId: scope.userId }) });
}
