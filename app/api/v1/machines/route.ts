import { route } from "@/lib/api/route";
import { pageQuery, pageSchema, toPageRequest } from "@/lib/base/paging";
import { createMachine } from "@/lib/machines/create-machine";
import { listMachines } from "@/lib/machines/list-machines";
import {
  createdMachineSchema,
  createMachineSchema,
  listMachinesSchema,
  machineSchema,
} from "@/lib/machines/schema";

export const GET = route({
  pattern: "/api/v1/machines",
  summary: "List the team's machines, oldest first.",
  query: listMachinesSchema.extend(pageQuery),
  answers: { 200: pageSchema(machineSchema) },
  handle: async ({ session: { scope }, query, now }) => ({
    body: await listMachines({ scope, filter: query, page: toPageRequest(query), now }),
  }),
});

export const POST = route({
  pattern: "/api/v1/machines",
  summary: "Add a machine.",
  body: createMachineSchema,
  answers: { 201: createdMachineSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, body, now }) => ({
    body: await createMachine({ scope, input: body, now }),
  }),
});
