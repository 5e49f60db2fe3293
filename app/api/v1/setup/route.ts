import { publicRoute } from "@/lib/api/route";
import { createFirstAdmin } from "@/lib/people/auth/create-first-admin";
import { setUpSchema, setupSchema } from "@/lib/people/auth/schema";

export const POST = publicRoute({
  pattern: "/api/v1/setup",
  summary: "Create the first account, while none exists.",
  body: setupSchema,
  answers: { 201: setUpSchema },
  refuses: ["conflict"],
  handle: async ({ body, now }) => {
    const { userId, teamId } = await createFirstAdmin({ setup: body, now });
    return { body: { user_id: userId, team_id: teamId } };
  },
});
