import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { changeMachine } from "@/lib/machines/change-machine";
import { machineDetailSchema } from "@/lib/machines/schema";

export const POST = route({
  pattern: "/api/v1/machines/:id/enable",
  summary: "Enable a machine: its reports are accepted again. It is pending until the first.",
  params: idParams,
  answers: { 200: machineDetailSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await changeMachine({ scope, ...params, input: { action: "enable" }, now }),
  }),
});
