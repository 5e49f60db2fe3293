import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getChannelImpact } from "@/lib/overview/impact/get-impact";
import { channelImpactSchema, impactSchema } from "@/lib/overview/impact/schema";

export const GET = route({
  pattern: "/api/v1/channels/:id/impact",
  summary: "Say what it would mean if this channel were switched off or deleted. Nothing is changed.",
  params: idParams,
  query: channelImpactSchema,
  answers: { 200: impactSchema },
  handle: async ({ session: { scope }, params, query, now }) => ({
    body: await getChannelImpact({ scope, ...params, how: query.if, now }),
  }),
});
