import { route } from "@/lib/http/route";
import { listRows } from "@/lib/machines/list-rows";
import { listRowsSchema } from "@/lib/machines/row-schema";

export const GET = route({
  pattern: "/api/v1/machines/rows",
  query: listRowsSchema,
  handle: async ({ session: { scope }, query, now }) => ({
    body: await listRows({ scope, since: query.since ?? null, now }),
  }),
});
