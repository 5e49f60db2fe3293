import { personRoute } from "@/lib/http/route";
import { endOtherSessions } from "@/lib/profile/end-other-sessions";
import { listSessions } from "@/lib/profile/list-sessions";

const pattern = "/api/v1/sessions";

export const GET = personRoute({
  pattern,
  handle: async ({ person: { scope }, now }) => ({ body: await listSessions({ scope, now }) }),
});

export const DELETE = personRoute({
  pattern,
  handle: async ({ person: { scope } }) => {
    await endOtherSessions(scope);
    return { status: 204 };
  },
});
