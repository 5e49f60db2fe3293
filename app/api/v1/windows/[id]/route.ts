import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getWindow } from "@/lib/machines/windows/get-window";
import { updateWindowSchema, windowSchema } from "@/lib/machines/windows/schema";
import { deleteWindow, updateWindow } from "@/lib/machines/windows/update-window";

const pattern = "/api/v1/windows/:id";

export const GET = route({
  pattern,
  summary: "Get a maintenance window.",
  params: idParams,
  answers: { 200: windowSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await getWindow({ scope, ...params, now }),
  }),
});

export const PATCH = route({
  pattern,
  summary:
    "Change a maintenance window. If more than its name changes, what runs of it ends, and what its new times have now begins within a second.",
  params: idParams,
  body: updateWindowSchema,
  answers: { 200: windowSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params, body, now }) => ({
    body: await updateWindow({ scope, ...params, input: body, now }),
  }),
});

export const DELETE = route({
  pattern,
  summary: "Delete a maintenance window. What runs of it ends.",
  params: idParams,
  answers: { 204: null },
  handle: async ({ session: { scope }, params, now }) => {
    await deleteWindow({ scope, ...params, now });
    return { status: 204 };
  },
});
