import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { addClone } from "@/lib/machines/add-clone";
import { createdMachineSchema } from "@/lib/machines/schema";

export const POST = route({
  pattern: "/api/v1/machines/:id/clone",
  summary: "Add a machine for the copy of a cloned host, set up like this one.",
  params: idParams,
  answers: { 201: createdMachineSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params, now }) => ({
    body: await addClone({ scope, ...params, now }),
  }),
});
