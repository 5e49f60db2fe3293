import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { listOccurrences } from "@/lib/machines/windows/get-window";
import { occurrencesQuerySchema, occurrencesSchema } from "@/lib/machines/windows/schema";

export const GET = route({
  pattern: "/api/v1/windows/:id/occurrences",
  summary: "List what runs of a maintenance window, and what comes.",
  params: idParams,
  query: occurrencesQuerySchema,
  answers: { 200: occurrencesSchema },
  handle: async ({ session: { scope }, params, query, now }) => ({
    body: await listOccurrences({ scope, ...params, ...query, now }),
  }),
});
