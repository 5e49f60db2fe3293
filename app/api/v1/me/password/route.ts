import { personRoute } from "@/lib/api/route";
import { changePassword } from "@/lib/people/profile/change-password";
import { changePasswordSchema } from "@/lib/people/profile/schema";

export const PUT = personRoute({
  pattern: "/api/v1/me/password",
  summary: "Change the password. Ends every other session.",
  body: changePasswordSchema,
  answers: { 204: null },
  refuses: ["too_many_requests"],
  handle: async ({ person, body }) => {
    await changePassword({ ...person, input: body });
    return { status: 204 };
  },
});
