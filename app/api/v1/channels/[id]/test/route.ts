import { testChannel } from "@/lib/channels/test-channel";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { channelTestSchema } from "@/lib/notifications/channels/schema";

export const POST = route({
  pattern: "/api/v1/channels/:id/test",
  summary: "Send a test event at once; the receiver's true answer.",
  params: idParams,
  answers: { 200: channelTestSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await testChannel({ scope, ...params, now }),
  }),
});
