import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { resumeMachine } from "@/lib/machines/resume-machine";
import { machineDetailSchema } from "@/lib/machines/schema";

export const POST = route({
  pattern: "/api/v1/machines/:id/resume",
  summary: "End a pause at once.",
  params: idParams,
  answers: { 200: machineDetailSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await resumeMachine({ scope, ...params, now }),
  }),
});
