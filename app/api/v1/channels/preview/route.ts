import { route } from "@/lib/api/route";
import { previewChannel } from "@/lib/notifications/channels/preview-channel";
import { channelPreviewSchema, previewChannelSchema } from "@/lib/notifications/channels/schema";

export const POST = route({
  pattern: "/api/v1/channels/preview",
  summary:
    "Show what a channel would send when a machine goes offline and when it is back. Nothing is sent or stored.",
  body: previewChannelSchema,
  answers: { 200: channelPreviewSchema },
  handle: async ({ session: { scope }, body, now }) => ({
    body: await previewChannel({ scope, input: body, now }),
  }),
});
