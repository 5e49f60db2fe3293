import { personRoute } from "@/lib/http/route";
import { endSession } from "@/lib/profile/end-session";
import { sessionParams } from "@/lib/profile/schema";

export const DELETE = personRoute({
  pattern: "/api/v1/sessions/:id",
  summary: "Sign a browser out.",
  params: sessionParams,
  answers: { 204: null },
  handle: async ({ person: { scope }, params }) => {
    await endSession({ scope, ...params });
    return { status: 204 };
  },
});
