import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { changeMachine } from "@/lib/machines/change-machine";
import { machineDetailSchema, pauseMachineSchema } from "@/lib/machines/schema";

export const POST = route({
  pattern: "/api/v1/machines/:id/pause",
  summary:
    "Pause a machine until a time or for a while: its reports are still recorded, but nobody is notified.",
  params: idParams,
  body: pauseMachineSchema,
  answers: { 200: machineDetailSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params, body, now }) => ({
    body: await changeMachine({ scope, ...params, input: { action: "pause", ...body }, now }),
  }),
});
