import { idParams } from "@/lib/api/params";
import { personRoute } from "@/lib/api/route";
import { enableAccount } from "@/lib/people/accounts/set-account-state";

export const POST = personRoute({
  pattern: "/api/v1/instance/accounts/:id/enable",
  summary: "Enable a disabled account.",
  params: idParams,
  answers: { 204: null },
  refuses: ["conflict"],
  handle: async ({ person: { scope }, params, now }) => {
    await enableAccount({ scope, ...params, now });
    return { status: 204 };
  },
});
