import { z } from "zod";
import { route } from "@/lib/api/route";
import { MAX_ID } from "@/lib/base/ids";
import { previewOutage } from "@/lib/overview/explanation/preview-outage";
import { previewQuerySchema, previewSchema } from "@/lib/overview/explanation/schema";
import { draftPoliciesSchema } from "@/lib/overview/impact/schema";

export const POST = route({
  pattern: "/api/v1/policies/preview",
  summary:
    "Preview who would be notified of an outage if these were the team's policies. Nothing is changed.",
  body: previewQuerySchema.extend({
    machine_id: z.number().int().min(1).max(MAX_ID),
    policies: draftPoliciesSchema.optional(),
  }),
  answers: { 200: previewSchema },
  refuses: ["unprocessable"],
  handle: async ({ session: { scope }, body: { machine_id: id, at = null, policies }, now }) => ({
    body: await previewOutage({ scope, id, at, policies, now }),
  }),
});
