import { idParams } from "@/lib/api/params";
import { personRoute } from "@/lib/api/route";
import { disableAccount } from "@/lib/people/accounts/set-account-state";

export const POST = personRoute({
  pattern: "/api/v1/instance/accounts/:id/disable",
  summary: "Disable an account at once: it is signed out everywhere, and its API tokens are refused.",
  params: idParams,
  answers: { 204: null },
  refuses: ["conflict"],
  handle: async ({ person: { scope }, params, now }) => {
    await disableAccount({ scope, ...params, now });
    return { status: 204 };
  },
});
