import { createLink } from "@/lib/chat-links/create-link";
import { createdLinkSchema, createLinkSchema } from "@/lib/chat-links/schema";
import { route } from "@/lib/http/route";

export const POST = route({
  pattern: "/api/v1/chat-links",
  summary: "Make a one-time link that makes a channel of the Telegram chat in which it is opened.",
  body: createLinkSchema,
  isBodyOptional: true,
  answers: { 201: createdLinkSchema },
  refuses: ["conflict", "not_found"],
  handle: async ({ session: { scope }, body, now }) => ({
    body: await createLink({ scope, input: body, now }),
  }),
});
