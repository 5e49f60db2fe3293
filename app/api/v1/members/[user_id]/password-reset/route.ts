import { route } from "@/lib/api/route";
import { requestHubUrl } from "@/lib/http/request-hub-url";
import { createReset } from "@/lib/people/password-resets/create-reset";
import { createdResetSchema, createResetSchema } from "@/lib/people/password-resets/schema";
import { memberParams } from "@/lib/people/teams/schema";

export const POST = route({
  pattern: "/api/v1/members/:user_id/password-reset",
  summary: "Create a link with which somebody in the team can choose a new password, once.",
  params: memberParams,
  body: createResetSchema,
  isBodyOptional: true,
  answers: { 201: createdResetSchema },
  refuses: ["conflict", "too_many_requests"],
  handle: async ({ request, session: { scope }, params, body, now }) => ({
    body: await createReset({
      scope,
      userId: params.user_id,
      isMailed: body.mail,
      hubUrl: requestHubUrl(request.headers),
      now,
    }),
  }),
});
