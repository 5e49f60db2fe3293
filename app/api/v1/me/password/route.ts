import { personRoute } from "@/lib/api/route";
import { requestHubUrl } from "@/lib/http/request-hub-url";
import { browserSetCookie } from "@/lib/people/auth/known-browser";
import { changePassword } from "@/lib/people/profile/change-password";
import { changePasswordSchema } from "@/lib/people/profile/schema";

export const PUT = personRoute({
  pattern: "/api/v1/me/password",
  summary: "Change the password. Ends every other session.",
  body: changePasswordSchema,
  answers: { 204: null },
  refuses: ["too_many_requests"],
  handle: async ({ request: { headers }, person: { scope, user }, body }) => {
    const { proof } = await changePassword({ scope, user, input: body });
    const isSecure = requestHubUrl(headers).startsWith("https:");
    const cookie = browserSetCookie({ accountId: scope.userId, proof, isSecure });
    return new Response(null, {
      status: 204,
      headers: { "cache-control": "no-store", "set-cookie": cookie },
    });
  },
});
