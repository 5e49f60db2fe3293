import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { deleteMachine } from "@/lib/machines/delete-machine";
import { getMachine } from "@/lib/machines/get-machine";
import { updateMachineSchema } from "@/lib/machines/schema";
import { updateMachine } from "@/lib/machines/update-machine";

const pattern = "/api/v1/machines/:id";

export const GET = route({
  pattern,
  params: idParams,
  handle: async ({ session: { scope }, params, now }) => ({
    body: await getMachine({ scope, ...params, now }),
  }),
});

export const PATCH = route({
  pattern,
  params: idParams,
  body: updateMachineSchema,
  handle: async ({ session: { scope }, params, body, now }) => ({
    body: await updateMachine({ scope, ...params, input: body, now }),
  }),
});

export const DELETE = route({
  pattern,
  params: idParams,
  handle: async ({ session: { scope }, params, now }) => {
    await deleteMachine({ scope, ...params, now });
    return { status: 204 };
  },
});
