import { z } from "zod";
import { route } from "@/lib/api/route";
import { pageQuery, pageSchema, toPageRequest } from "@/lib/base/paging";
import { createToken } from "@/lib/people/tokens/create-token";
import { listTokens } from "@/lib/people/tokens/list-tokens";
import { createdTokenSchema, createTokenSchema, tokenSchema } from "@/lib/people/tokens/schema";

const pattern = "/api/v1/tokens";

export const GET = route({
  pattern,
  summary: "List the caller's API tokens; never the tokens themselves.",
  query: z.strictObject(pageQuery),
  answers: { 200: pageSchema(tokenSchema) },
  handle: async ({ session: { scope }, query }) => ({
    body: await listTokens({ scope, page: toPageRequest(query) }),
  }),
});

export const POST = route({
  pattern,
  summary: "Create an API token.",
  body: createTokenSchema,
  answers: { 201: createdTokenSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, body, now }) => ({
    body: await createToken({ scope, input: body, now }),
  }),
});
