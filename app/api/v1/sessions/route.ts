import { personRoute } from "@/lib/api/route";
import { pageSchema } from "@/lib/base/paging";
import { endOtherSessions } from "@/lib/people/profile/end-other-sessions";
import { listSessions } from "@/lib/people/profile/list-sessions";
import { sessionSchema } from "@/lib/people/profile/schema";

const pattern = "/api/v1/sessions";

export const GET = personRoute({
  pattern,
  summary: "List the browsers in which the caller is signed in.",
  answers: { 200: pageSchema(sessionSchema) },
  handle: async ({ person: { scope }, now }) => ({ body: await listSessions({ scope, now }) }),
});

export const DELETE = personRoute({
  pattern,
  summary: "Sign out every browser except this one.",
  answers: { 204: null },
  handle: async ({ person: { scope } }) => {
    await endOtherSessions(scope);
    return { status: 204 };
  },
});
