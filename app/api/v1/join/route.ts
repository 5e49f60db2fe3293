import { personRoute } from "@/lib/api/route";
import { joinTeam } from "@/lib/people/invitations/join-team";
import { joinedSchema, joinSchema } from "@/lib/people/invitations/schema";

export const POST = personRoute({
  pattern: "/api/v1/join",
  summary: "Join a team with an invitation link.",
  body: joinSchema,
  answers: { 200: joinedSchema },
  refuses: ["conflict", "gone"],
  handle: async ({ person: { scope }, body, now }) => ({
    body: await joinTeam({ scope, token: body.invitation, now }),
  }),
});
