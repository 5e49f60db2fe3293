import { personRoute } from "@/lib/api/route";
import { endSession } from "@/lib/people/profile/end-session";
import { sessionParams } from "@/lib/people/profile/schema";

export const DELETE = personRoute({
  pattern: "/api/v1/sessions/:id",
  summary: "Sign out one browser.",
  params: sessionParams,
  answers: { 204: null },
  handle: async ({ person: { scope }, params }) => {
    await endSession({ scope, ...params });
    return { status: 204 };
  },
});
