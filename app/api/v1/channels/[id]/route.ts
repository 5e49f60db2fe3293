import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { deleteChannel } from "@/lib/notifications/channels/delete-channel";
import { getChannel } from "@/lib/notifications/channels/get-channel";
import { channelSchema, updateChannelSchema } from "@/lib/notifications/channels/schema";
import { updateChannel } from "@/lib/notifications/channels/update-channel";

const pattern = "/api/v1/channels/:id";

export const GET = route({
  pattern,
  summary: "Get a channel.",
  params: idParams,
  answers: { 200: channelSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await getChannel({ scope, ...params, now }),
  }),
});

export const PATCH = route({
  pattern,
  summary: "Change a channel. Only fields of its type are accepted.",
  params: idParams,
  body: updateChannelSchema,
  answers: { 200: channelSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params, body, now }) => ({
    body: await updateChannel({ scope, ...params, input: body, now }),
  }),
});

export const DELETE = route({
  pattern,
  summary: "Delete a channel.",
  params: idParams,
  answers: { 204: null },
  handle: async ({ session: { scope }, params, now }) => {
    await deleteChannel({ scope, ...params, now });
    return { status: 204 };
  },
});
