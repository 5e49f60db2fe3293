import { route } from "@/lib/http/route";
import { createMachine } from "@/lib/machines/create-machine";
import { listMachines } from "@/lib/machines/list-machines";
import { createMachineSchema, listMachinesSchema } from "@/lib/machines/schema";
import { pageQuery, toPageRequest } from "@/lib/paging";

export const GET = route({
  pattern: "/api/v1/machines",
  query: listMachinesSchema.extend(pageQuery),
  handle: async ({ session: { scope }, query, now }) => ({
    body: await listMachines({ scope, filter: query, page: toPageRequest(query), now }),
  }),
});

export const POST = route({
  pattern: "/api/v1/machines",
  body: createMachineSchema,
  handle: async ({ session: { scope }, body, now }) => ({
    status: 201,
    body: await createMachine({ scope, input: body, now }),
  }),
});
