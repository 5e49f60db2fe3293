import { route } from "@/lib/api/route";
import { createLink } from "@/lib/notifications/chat-links/create-link";
import { createdLinkSchema, createLinkSchema } from "@/lib/notifications/chat-links/schema";

export const POST = route({
  pattern: "/api/v1/chat-links",
  summary: "Create a one-time link. The Telegram chat in which it is opened becomes a channel.",
  body: createLinkSchema,
  isBodyOptional: true,
  answers: { 201: createdLinkSchema },
  refuses: ["conflict", "not_found"],
  handle: async ({ session: { scope }, body, now }) => ({
    body: await createLink({ scope, input: body, now }),
  }),
});
