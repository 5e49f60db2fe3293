import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { previewOutage } from "@/lib/overview/explanation/preview-outage";
import { previewQuerySchema, previewSchema } from "@/lib/overview/explanation/schema";

export const GET = route({
  pattern: "/api/v1/machines/:id/preview",
  summary:
    "Preview who would be notified, turn by turn, if the machine went silent now or at a moment of the next eight days.",
  params: idParams,
  query: previewQuerySchema,
  answers: { 200: previewSchema },
  refuses: ["unprocessable"],
  handle: async ({ session: { scope }, params, query, now }) => ({
    body: await previewOutage({ scope, ...params, at: query.at ?? null, now }),
  }),
});
