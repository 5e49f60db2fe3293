import { previewOutage } from "@/lib/explanation/preview-outage";
import { previewSchema } from "@/lib/explanation/schema";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const GET = route({
  pattern: "/api/v1/machines/:id/preview",
  summary: "What would be told, and to whom, if the machine fell silent now.",
  params: idParams,
  answers: { 200: previewSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await previewOutage({ scope, ...params, now }),
  }),
});
