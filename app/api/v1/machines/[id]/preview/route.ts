import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { previewOutage } from "@/lib/overview/explanation/preview-outage";
import { previewSchema } from "@/lib/overview/explanation/schema";

export const GET = route({
  pattern: "/api/v1/machines/:id/preview",
  summary: "Preview who would be notified if the machine went silent now.",
  params: idParams,
  answers: { 200: previewSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await previewOutage({ scope, ...params, now }),
  }),
});
