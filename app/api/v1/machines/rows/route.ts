import { route } from "@/lib/api/route";
import { listRows } from "@/lib/machines/list-rows";
import { listRowsSchema, machineRowsSchema } from "@/lib/machines/row-schema";

export const GET = route({
  pattern: "/api/v1/machines/rows",
  summary: "List a short form of every machine, or of those that may have changed since a time.",
  query: listRowsSchema,
  answers: { 200: machineRowsSchema },
  handle: async ({ session: { scope }, query, now }) => ({
    body: await listRows({ scope, since: query.since ?? null, now }),
  }),
});
