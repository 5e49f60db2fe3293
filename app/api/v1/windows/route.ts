import { route } from "@/lib/api/route";
import { pageSchema } from "@/lib/base/paging";
import { createWindow } from "@/lib/machines/windows/create-window";
import { listWindows } from "@/lib/machines/windows/list-windows";
import { createWindowSchema, windowSchema } from "@/lib/machines/windows/schema";

export const GET = route({
  pattern: "/api/v1/windows",
  summary: "List the team's maintenance windows: all of them, those that run or come next first.",
  answers: { 200: pageSchema(windowSchema) },
  handle: async ({ session: { scope }, now }) => ({ body: await listWindows({ scope, now }) }),
});

export const POST = route({
  pattern: "/api/v1/windows",
  summary: "Add a maintenance window. If it has an occurrence now, that begins within a second.",
  body: createWindowSchema,
  answers: { 201: windowSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope, user }, body, now }) => ({
    body: await createWindow({ scope, input: body, by: user.name, now }),
  }),
});
