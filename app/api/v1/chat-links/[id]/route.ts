import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getLink } from "@/lib/notifications/chat-links/get-link";
import { chatLinkSchema } from "@/lib/notifications/chat-links/schema";

export const GET = route({
  pattern: "/api/v1/chat-links/:id",
  summary: "Get the state of a link to a Telegram chat.",
  params: idParams,
  answers: { 200: chatLinkSchema },
  handle: async ({ session: { scope }, params, now }) => ({ body: await getLink({ scope, ...params, now }) }),
});
