import { publicRoute } from "@/lib/api/public-route";
import { clientAddress } from "@/lib/http/client-address";
import { registerSchema, setUpSchema } from "@/lib/people/auth/schema";
import { register } from "@/lib/people/registration/register";

export const POST = publicRoute({
  pattern: "/api/v1/register",
  summary: "Create an account: with an invitation, or while registration is open.",
  body: registerSchema,
  answers: { 201: setUpSchema },
  refuses: ["forbidden", "conflict", "gone", "too_many_requests"],
  handle: async ({ request, body, now }) => {
    const address = clientAddress((name) => request.headers.get(name));
    return { body: await register({ input: body, address, now }) };
  },
});
