import { personRoute } from "@/lib/api/route";
import { pageSchema, toPageRequest } from "@/lib/base/paging";
import { listAccounts } from "@/lib/people/accounts/list-accounts";
import { accountSchema, accountsQuery } from "@/lib/people/accounts/schema";

export const GET = personRoute({
  pattern: "/api/v1/instance/accounts",
  summary: "List the accounts of this installation.",
  query: accountsQuery,
  answers: { 200: pageSchema(accountSchema) },
  handle: async ({ person: { scope }, query: { q, ...page } }) => ({
    body: await listAccounts({ scope, q, page: toPageRequest(page) }),
  }),
});
