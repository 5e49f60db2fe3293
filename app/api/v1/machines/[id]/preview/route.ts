import { previewOutage } from "@/lib/explanation/preview-outage";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const GET = route({
  pattern: "/api/v1/machines/:id/preview",
  params: idParams,
  handle: async ({ session: { scope }, params, now }) => ({
    body: await previewOutage({ scope, ...params, now }),
  }),
});
