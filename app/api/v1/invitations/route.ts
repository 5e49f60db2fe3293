import { z } from "zod";
import { askedHubUrl } from "@/lib/http/asked-hub-url";
import { route } from "@/lib/http/route";
import { createInvitation } from "@/lib/invitations/create-invitation";
import { listInvitations } from "@/lib/invitations/list-invitations";
import { createdInvitationSchema, createInvitationSchema, invitationSchema } from "@/lib/invitations/schema";
import { pageQuery, pageSchema, toPageRequest } from "@/lib/paging";

const pattern = "/api/v1/invitations";

export const GET = route({
  pattern,
  summary: "The team's invitations that are still good.",
  query: z.strictObject(pageQuery),
  answers: { 200: pageSchema(invitationSchema) },
  handle: async ({ session: { scope }, query, now }) => ({
    body: await listInvitations({ scope, page: toPageRequest(query), now }),
  }),
});

export const POST = route({
  pattern,
  summary: "Invite somebody to the team by a link.",
  body: createInvitationSchema,
  answers: { 201: createdInvitationSchema },
  handle: async ({ request, session: { scope }, body, now }) => ({
    body: await createInvitation({ scope, input: body, hubUrl: askedHubUrl(request.headers), now }),
  }),
});
