import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { rotateKey } from "@/lib/machines/rotate-key";
import { rotatedKeySchema, rotateKeySchema } from "@/lib/machines/schema";

export const POST = route({
  pattern: "/api/v1/machines/:id/rotate-key",
  summary: "Give the machine a new key. The old keys stay valid for the overlap.",
  params: idParams,
  body: rotateKeySchema,
  isBodyOptional: true,
  answers: { 200: rotatedKeySchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params, body, now }) => ({
    body: await rotateKey({ scope, ...params, input: body, now }),
  }),
});
