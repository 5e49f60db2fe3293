import { route } from "@/lib/http/route";
import { bulkChange } from "@/lib/machines/bulk-change";
import { bulkMachinesSchema } from "@/lib/machines/schema";

export const POST = route({
  pattern: "/api/v1/machines/bulk",
  body: bulkMachinesSchema,
  handle: async ({ session: { scope }, body, now }) => ({
    body: await bulkChange({ scope, input: body, now }),
  }),
});
