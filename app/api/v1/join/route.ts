import { personRoute } from "@/lib/http/route";
import { joinTeam } from "@/lib/invitations/join-team";
import { joinedSchema, joinSchema } from "@/lib/invitations/schema";

export const POST = personRoute({
  pattern: "/api/v1/join",
  summary: "Join a team by an invitation's link.",
  body: joinSchema,
  answers: { 200: joinedSchema },
  refuses: ["conflict", "gone"],
  handle: async ({ person: { scope }, body, now }) => ({
    body: await joinTeam({ scope, token: body.invitation, now }),
  }),
});
