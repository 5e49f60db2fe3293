import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { endWindow } from "@/lib/machines/windows/end-window";
import { windowSchema } from "@/lib/machines/windows/schema";

export const POST = route({
  pattern: "/api/v1/windows/:id/end",
  summary: "End what runs of a maintenance window now. Its next occurrence comes as planned.",
  params: idParams,
  answers: { 200: windowSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await endWindow({ scope, ...params, now }),
  }),
});
