import { z } from "zod";
import { createChannel } from "@/lib/channels/create-channel";
import { listChannels } from "@/lib/channels/list-channels";
import { route } from "@/lib/http/route";
import { createChannelSchema } from "@/lib/notifications/schema";
import { pageQuery, toPageRequest } from "@/lib/paging";

export const GET = route({
  pattern: "/api/v1/channels",
  query: z.strictObject(pageQuery),
  handle: async ({ session: { scope }, query }) => ({
    body: await listChannels({ scope, page: toPageRequest(query) }),
  }),
});

export const POST = route({
  pattern: "/api/v1/channels",
  body: createChannelSchema,
  handle: async ({ session: { scope }, body, now }) => ({
    status: 201,
    body: await createChannel({ scope, input: body, now }),
  }),
});
