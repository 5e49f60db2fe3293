import { deleteChannel } from "@/lib/channels/delete-channel";
import { getChannel } from "@/lib/channels/get-channel";
import { updateChannel } from "@/lib/channels/update-channel";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { updateChannelSchema } from "@/lib/notifications/schema";

const pattern = "/api/v1/channels/:id";

export const GET = route({
  pattern,
  params: idParams,
  handle: async ({ session: { scope }, params }) => ({ body: await getChannel({ scope, ...params }) }),
});

export const PATCH = route({
  pattern,
  params: idParams,
  body: updateChannelSchema,
  handle: async ({ session: { scope }, params, body, now }) => ({
    body: await updateChannel({ scope, ...params, input: body, now }),
  }),
});

export const DELETE = route({
  pattern,
  params: idParams,
  handle: async ({ session: { scope }, params, now }) => {
    await deleteChannel({ scope, ...params, now });
    return { status: 204 };
  },
});
