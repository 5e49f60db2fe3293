import { testChannel } from "@/lib/channels/test-channel";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const POST = route({
  pattern: "/api/v1/channels/:id/test",
  params: idParams,
  handle: async ({ session: { scope }, params, now }) => ({
    body: await testChannel({ scope, ...params, now }),
  }),
});
