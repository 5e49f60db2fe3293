import { publicRoute } from "@/lib/api/public-route";
import { clientAddress } from "@/lib/http/client-address";
import { setUpSchema, setupSchema } from "@/lib/people/auth/schema";
import { setUpHub } from "@/lib/people/auth/set-up-hub";

export const POST = publicRoute({
  pattern: "/api/v1/setup",
  summary: "Create the first account, while none exists, with the code that the hub printed when it started.",
  body: setupSchema,
  answers: { 201: setUpSchema },
  refuses: ["conflict", "too_many_requests"],
  handle: async ({ body: { code, ...account }, request, now }) => {
    const address = clientAddress((name) => request.headers.get(name));
    const { userId, teamId } = await setUpHub({ code, account, address, now });
    return { body: { user_id: userId, team_id: teamId } };
  },
});
