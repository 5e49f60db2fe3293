import { z } from "zod";
import { route } from "@/lib/http/route";
import { pageQuery, toPageRequest } from "@/lib/paging";
import { createToken } from "@/lib/tokens/create-token";
import { listTokens } from "@/lib/tokens/list-tokens";
import { createTokenSchema } from "@/lib/tokens/schema";

const pattern = "/api/v1/tokens";

export const GET = route({
  pattern,
  query: z.strictObject(pageQuery),
  handle: async ({ session: { scope }, query }) => ({
    body: await listTokens({ scope, page: toPageRequest(query) }),
  }),
});

export const POST = route({
  pattern,
  body: createTokenSchema,
  handle: async ({ session: { scope }, body, now }) => ({
    status: 201,
    body: await createToken({ scope, input: body, now }),
  }),
});
