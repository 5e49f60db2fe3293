import { idParams } from "@/lib/http/params";
import { parse } from "@/lib/http/parse";
import { readOptionalJson } from "@/lib/http/read-json";
import { route } from "@/lib/http/route";
import { rotateKey } from "@/lib/machines/rotate-key";
import { rotateKeySchema } from "@/lib/machines/schema";

export const POST = route({
  pattern: "/api/v1/machines/:id/rotate-key",
  params: idParams,
  handle: async ({ session: { scope }, request, params, now }) => {
    const input = parse(rotateKeySchema, await readOptionalJson(request));
    return { body: await rotateKey({ scope, ...params, input, now }) };
  },
});
