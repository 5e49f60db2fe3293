import { getLink } from "@/lib/chat-links/get-link";
import { chatLinkSchema } from "@/lib/chat-links/schema";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const GET = route({
  pattern: "/api/v1/chat-links/:id",
  summary: "What became of a link to a Telegram chat.",
  params: idParams,
  answers: { 200: chatLinkSchema },
  handle: async ({ session: { scope }, params, now }) => ({ body: await getLink({ scope, ...params, now }) }),
});
