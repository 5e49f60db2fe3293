import { askedHubUrl } from "@/lib/http/asked-hub-url";
import { route } from "@/lib/http/route";
import { createReset } from "@/lib/password-resets/create-reset";
import { createdResetSchema } from "@/lib/password-resets/schema";
import { memberParams } from "@/lib/teams/schema";

export const POST = route({
  pattern: "/api/v1/members/:user_id/password-reset",
  summary: "Make a link by which somebody in the team chooses another password, once.",
  params: memberParams,
  answers: { 201: createdResetSchema },
  refuses: ["conflict"],
  handle: async ({ request, session: { scope }, params, now }) => ({
    body: await createReset({
      scope,
      userId: params.user_id,
      hubUrl: askedHubUrl(request.headers),
      now,
    }),
  }),
});
