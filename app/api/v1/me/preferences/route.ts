import { personRoute } from "@/lib/api/route";
import { getPreferences } from "@/lib/people/preferences/get-preferences";
import { mergePreferences } from "@/lib/people/preferences/mutations";
import { preferencesSchema, updatePreferencesSchema } from "@/lib/people/preferences/schema";

const pattern = "/api/v1/me/preferences";

export const GET = personRoute({
  pattern,
  summary: "Get how the caller wants pages to look.",
  answers: { 200: preferencesSchema },
  handle: async ({ person: { scope } }) => ({ body: await getPreferences(scope) }),
});

export const PATCH = personRoute({
  pattern,
  summary: "Change how the caller wants pages to look.",
  body: updatePreferencesSchema,
  answers: { 200: preferencesSchema },
  handle: async ({ person: { scope }, body }) => ({
    body: await mergePreferences({ scope, update: body }),
  }),
});
