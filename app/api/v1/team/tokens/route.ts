import { z } from "zod";
import { route } from "@/lib/api/route";
import { pageQuery, pageSchema, toPageRequest } from "@/lib/base/paging";
import { listTeamTokens } from "@/lib/people/tokens/list-tokens";
import { teamTokenSchema } from "@/lib/people/tokens/schema";

export const GET = route({
  pattern: "/api/v1/team/tokens",
  summary: "List everybody's API tokens for the team; never the tokens themselves.",
  query: z.strictObject(pageQuery),
  answers: { 200: pageSchema(teamTokenSchema) },
  handle: async ({ session: { scope }, query }) => ({
    body: await listTeamTokens({ scope, page: toPageRequest(query) }),
  }),
});
