import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { rotateSecret } from "@/lib/notifications/channels/rotate-secret";
import { rotatedSecretSchema, rotateSecretSchema } from "@/lib/notifications/channels/schema";

export const POST = route({
  pattern: "/api/v1/channels/:id/rotate-secret",
  summary: "Give a webhook a new secret. During the overlap it is signed with both.",
  params: idParams,
  body: rotateSecretSchema,
  isBodyOptional: true,
  answers: { 200: rotatedSecretSchema },
  handle: async ({ session: { scope }, params, body, now }) => ({
    body: await rotateSecret({ scope, ...params, input: body, now }),
  }),
});
