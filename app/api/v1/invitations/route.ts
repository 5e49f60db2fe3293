import { z } from "zod";
import { route } from "@/lib/api/route";
import { pageQuery, pageSchema, toPageRequest } from "@/lib/base/paging";
import { requestHubUrl } from "@/lib/http/request-hub-url";
import { createInvitation } from "@/lib/people/invitations/create-invitation";
import { listInvitations } from "@/lib/people/invitations/list-invitations";
import {
  createdInvitationSchema,
  createInvitationSchema,
  invitationSchema,
} from "@/lib/people/invitations/schema";

const pattern = "/api/v1/invitations";

export const GET = route({
  pattern,
  summary: "List the team's valid invitations.",
  query: z.strictObject(pageQuery),
  answers: { 200: pageSchema(invitationSchema) },
  handle: async ({ session: { scope }, query, now }) => ({
    body: await listInvitations({ scope, page: toPageRequest(query), now }),
  }),
});

export const POST = route({
  pattern,
  summary: "Create an invitation link for the team, and mail it if there is an address and a mail server.",
  body: createInvitationSchema,
  answers: { 201: createdInvitationSchema },
  refuses: ["conflict", "too_many_requests"],
  handle: async ({ request, session: { scope }, body, now }) => ({
    body: await createInvitation({ scope, input: body, hubUrl: requestHubUrl(request.headers), now }),
  }),
});
