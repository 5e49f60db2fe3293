import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { changeMachine } from "@/lib/machines/change-machine";
import { machineDetailSchema } from "@/lib/machines/schema";

export const POST = route({
  pattern: "/api/v1/machines/:id/disable",
  summary:
    "Disable a machine: its keys are refused until it is enabled. This is not an outage, and nobody is notified.",
  params: idParams,
  answers: { 200: machineDetailSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await changeMachine({ scope, ...params, input: { action: "disable" }, now }),
  }),
});
