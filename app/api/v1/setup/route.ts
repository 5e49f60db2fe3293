import { createFirstAdmin } from "@/lib/auth/create-first-admin";
import { setupSchema } from "@/lib/auth/schema";
import { publicRoute } from "@/lib/http/route";

export const POST = publicRoute({
  pattern: "/api/v1/setup",
  body: setupSchema,
  handle: async ({ body, now }) => {
    const { userId, teamId } = await createFirstAdmin({ setup: body, now });
    return { status: 201, body: { user_id: userId, team_id: teamId } };
  },
});
