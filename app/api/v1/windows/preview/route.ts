import { route } from "@/lib/api/route";
import { previewWindow } from "@/lib/machines/windows/preview-window";
import { occurrencesSchema, previewWindowSchema } from "@/lib/machines/windows/schema";

export const POST = route({
  pattern: "/api/v1/windows/preview",
  summary:
    "List the next occurrences that a maintenance window at these times would have; nothing is written.",
  body: previewWindowSchema,
  answers: { 200: occurrencesSchema },
  handle: async ({ session: { scope }, body, now }) => ({
    body: previewWindow({ scope, ...body, now }),
  }),
});
