import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { deleteMachine } from "@/lib/machines/delete-machine";
import { getMachine } from "@/lib/machines/get-machine";
import { machineDetailSchema, updateMachineSchema } from "@/lib/machines/schema";
import { updateMachine } from "@/lib/machines/update-machine";

const pattern = "/api/v1/machines/:id";

export const GET = route({
  pattern,
  summary: "Get a machine, with its keys.",
  params: idParams,
  answers: { 200: machineDetailSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await getMachine({ scope, ...params, now }),
  }),
});

export const PATCH = route({
  pattern,
  summary: "Change a machine.",
  params: idParams,
  body: updateMachineSchema,
  answers: { 200: machineDetailSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params, body, now }) => ({
    body: await updateMachine({ scope, ...params, input: body, now }),
  }),
});

export const DELETE = route({
  pattern,
  summary: "Delete a machine and everything that belongs to it.",
  params: idParams,
  answers: { 204: null },
  handle: async ({ session: { scope }, params, now }) => {
    await deleteMachine({ scope, ...params, now });
    return { status: 204 };
  },
});
