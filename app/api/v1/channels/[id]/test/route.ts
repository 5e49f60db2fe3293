import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { channelTestSchema } from "@/lib/notifications/channels/schema";
import { testChannel } from "@/lib/notifications/channels/test-channel";

export const POST = route({
  pattern: "/api/v1/channels/:id/test",
  summary: "Send a test event at once and return the receiver's own answer.",
  params: idParams,
  answers: { 200: channelTestSchema },
  refuses: ["unprocessable"],
  handle: async ({ session: { scope }, params, now }) => ({
    body: await testChannel({ scope, ...params, now }),
  }),
});
