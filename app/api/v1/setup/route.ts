import { createFirstAdmin } from "@/lib/auth/create-first-admin";
import { setUpSchema, setupSchema } from "@/lib/auth/schema";
import { publicRoute } from "@/lib/http/route";

export const POST = publicRoute({
  pattern: "/api/v1/setup",
  summary: "Create the first account, while there is none.",
  body: setupSchema,
  answers: { 201: setUpSchema },
  refuses: ["conflict"],
  handle: async ({ body, now }) => {
    const { userId, teamId } = await createFirstAdmin({ setup: body, now });
    return { body: { user_id: userId, team_id: teamId } };
  },
});
