import { publicRoute } from "@/lib/api/public-route";
import { clientAddress } from "@/lib/http/client-address";
import { askForReset } from "@/lib/people/password-resets/ask-for-reset";
import { askForResetSchema } from "@/lib/people/password-resets/schema";

export const POST = publicRoute({
  pattern: "/api/v1/password-reset/mail",
  summary: "Mail the account with this address a reset link. Answers the same whether there is one.",
  body: askForResetSchema,
  answers: { 204: null },
  refuses: ["not_found", "too_many_requests"],
  handle: async ({ request, body: { email }, now }) => {
    const address = clientAddress((name) => request.headers.get(name));
    await askForReset({ email, address, now });
    return { status: 204 };
  },
});
