import { publicRoute } from "@/lib/api/public-route";
import { pressButton } from "@/lib/notifications/buttons/press-button";
import { pressButtonSchema, pressedButtonSchema } from "@/lib/notifications/buttons/schema";

export const POST = publicRoute({
  pattern: "/api/v1/acknowledgements",
  summary: "Acknowledge an incident with the one-use token of a message's button.",
  body: pressButtonSchema,
  answers: { 200: pressedButtonSchema },
  refuses: ["gone"],
  handle: async ({ body: { token }, now }) => ({ body: await pressButton({ token, now }) }),
});
