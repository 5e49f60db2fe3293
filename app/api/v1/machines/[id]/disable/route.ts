import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { changeMachine } from "@/lib/machines/change-machine";
import { machineDetailSchema } from "@/lib/machines/schema";

export const POST = route({
  pattern: "/api/v1/machines/:id/disable",
  summary: "Refuse the machine's keys until it is enabled again; this is no outage, and nobody is notified.",
  params: idParams,
  answers: { 200: machineDetailSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await changeMachine({ scope, ...params, input: { action: "disable" }, now }),
  }),
});
