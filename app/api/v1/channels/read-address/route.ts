import { route } from "@/lib/api/route";
import { readAddress } from "@/lib/notifications/channels/read-address";
import { addressReadingsSchema, readAddressSchema } from "@/lib/notifications/channels/schema";

export const POST = route({
  pattern: "/api/v1/channels/read-address",
  summary: "Read a pasted address: which channels it may lead to, and their fields. Nothing is stored.",
  body: readAddressSchema,
  answers: { 200: addressReadingsSchema },
  handle: async ({ session: { scope }, body: { text } }) => ({ body: readAddress({ scope, text }) }),
});
