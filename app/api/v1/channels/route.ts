import { z } from "zod";
import { route } from "@/lib/api/route";
import { pageQuery, pageSchema, toPageRequest } from "@/lib/base/paging";
import { createChannel } from "@/lib/notifications/channels/create-channel";
import { listChannels } from "@/lib/notifications/channels/list-channels";
import {
  channelSchema,
  createChannelSchema,
  createdChannelSchema,
} from "@/lib/notifications/channels/schema";

export const GET = route({
  pattern: "/api/v1/channels",
  summary: "List the team's channels, oldest first.",
  query: z.strictObject(pageQuery),
  answers: { 200: pageSchema(channelSchema) },
  handle: async ({ session: { scope }, query, now }) => ({
    body: await listChannels({ scope, page: toPageRequest(query), now }),
  }),
});

export const POST = route({
  pattern: "/api/v1/channels",
  summary: "Add a channel.",
  body: createChannelSchema,
  answers: { 201: createdChannelSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, body, now }) => ({
    body: await createChannel({ scope, input: body, now }),
  }),
});
