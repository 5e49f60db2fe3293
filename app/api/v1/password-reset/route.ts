import { publicRoute } from "@/lib/api/public-route";
import { clientAddress } from "@/lib/http/client-address";
import { resetPassword } from "@/lib/people/password-resets/reset-password";
import { resetPasswordSchema } from "@/lib/people/password-resets/schema";

export const POST = publicRoute({
  pattern: "/api/v1/password-reset",
  summary: "Choose a new password with a reset link. Ends every session of that person.",
  body: resetPasswordSchema,
  answers: { 204: null },
  refuses: ["gone", "too_many_requests"],
  handle: async ({ request, body, now }) => {
    const address = clientAddress((name) => request.headers.get(name));
    await resetPassword({ input: body, address, now });
    return { status: 204 };
  },
});
