import { personRoute } from "@/lib/http/route";
import { changePassword } from "@/lib/profile/change-password";
import { changePasswordSchema } from "@/lib/profile/schema";

export const PUT = personRoute({
  pattern: "/api/v1/me/password",
  body: changePasswordSchema,
  handle: async ({ person, body, now }) => {
    await changePassword({ ...person, input: body, now });
    return { status: 204 };
  },
});
